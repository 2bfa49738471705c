package org.hatchery.operation;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hatchery.engine.Refusal;
import org.hatchery.project.Documents;
import org.hatchery.project.Documents.Document;
import org.springframework.stereotype.Component;

/** Emblem 标识, service standard 服务标准 and method handbook 工作方法手册 of a brand, among the documents of the case 案卷. */
@Component
class BrandFiles {

  /** Kinds of an emblem. */
  static final Set<String> PICTURES = Set.of("image/png", "image/jpeg");

  /** Kinds of what others are to read and work by. */
  static final Set<String> TEXTS =
      Set.of("application/pdf", "application/vnd.openxmlformats-officedocument.wordprocessingml.document");

  private final Documents documents;

  BrandFiles(Documents documents) {
    this.documents = documents;
  }

  /** What can be ticked in the form: documents of the case of these kinds, the newest last. */
  List<Map<String, String>> options(String caseNumber, Set<String> kinds) {
    return documents.of(caseNumber).stream()
        .filter(document -> kinds.contains(document.mediaType()))
        .map(document -> Map.of("label", document.name(), "value", document.id().toString()))
        .toList();
  }

  /** @throws Refusal where one is not in the case, or of a kind that is of no use there */
  void check(String caseNumber, Application.Content content) {
    Map<String, Document> all = byId(caseNumber);
    check("品牌标识", content.emblem(), all, PICTURES, "图片（PNG、JPG）");
    check("服务标准", content.serviceStandard(), all, TEXTS, " PDF 或 Word（docx）文件");
    check("工作方法手册", content.handbook(), all, TEXTS, " PDF 或 Word（docx）文件");
  }

  private static void check(String field, List<String> ids, Map<String, Document> all, Set<String> kinds, String wanted) {
    for (String id : ids) {
      Document document = all.get(id);
      if (document == null) {
        throw new Refusal("“" + field + "”里有案卷中没有的文件。请刷新页面后重新勾选。");
      }
      if (!kinds.contains(document.mediaType())) {
        throw new Refusal("“" + field + "”要用" + wanted + "，“" + document.name() + "”不是。请另外上传后勾选。");
      }
    }
  }

  /** Links to the documents, for a text of a form in which markdown is read; a name is never markdown. */
  String links(String caseNumber, List<String> ids) {
    Map<String, Document> all = byId(caseNumber);
    return ids.stream()
        .map(id -> all.containsKey(id) ? "[" + plain(all.get(id).name()) + "](/desk/documents/" + id + ")" : "（已移除）")
        .collect(Collectors.joining("、"));
  }

  private static String plain(String name) {
    return name.replaceAll("([\\p{Punct}])", "\\\\$1");
  }

  private Map<String, Document> byId(String caseNumber) {
    return documents.of(caseNumber).stream()
        .collect(Collectors.toMap(document -> document.id().toString(), Function.identity()));
  }
}
