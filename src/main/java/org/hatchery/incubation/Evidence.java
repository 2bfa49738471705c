package org.hatchery.incubation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hatchery.engine.Refusal;
import org.hatchery.project.Documents;
import org.springframework.stereotype.Component;

/** Documents of the case 案卷 that a report names as evidence. */
@Component
class Evidence {

  private final Documents documents;
  private final ObjectMapper json;

  Evidence(Documents documents, ObjectMapper json) {
    this.documents = documents;
    this.json = json;
  }

  /** What can be ticked in a form: all documents of the case, the newest last. */
  List<Map<String, String>> options(String caseNumber) {
    return documents.of(caseNumber).stream()
        .map(document -> Map.of("label", document.name(), "value", document.id().toString()))
        .toList();
  }

  /** @throws Refusal where one is not in the case */
  void check(String caseNumber, List<String> ids) {
    if (!names(caseNumber).keySet().containsAll(ids)) {
      throw new Refusal("“佐证材料”里有案卷中没有的文件。请刷新页面后重新勾选。");
    }
  }

  /**
   * Whoever hands in shows what he says: at least one document that lies in the case and proved nothing before.
   *
   * @param what that is to be proved, in the user's words, as the subject of the sentence
   * @param wanted what was agreed as evidence; empty where nothing was
   * @param used ids of documents that proved something else already
   * @param since documents from before do not prove it; null: any does
   * @throws Refusal that says what is missing and where to put it
   */
  void demand(String caseNumber, List<String> ids, String what, String wanted, Collection<String> used, Instant since) {
    check(caseNumber, ids);
    List<String> fresh =
        documents.of(caseNumber).stream()
            .filter(document -> since == null || !document.uploadedAt().isBefore(since))
            .map(document -> document.id().toString())
            .filter(id -> !used.contains(id))
            .toList();
    if (ids.stream().noneMatch(fresh::contains)) {
      String missing = wanted.isBlank() ? "" : "（" + wanted + "）";
      throw new Refusal(
          what + "还缺佐证材料" + missing + "。请在本任务的“案卷”页上传文件，再回到“表单”页，在“佐证材料”里勾选"
              + (ids.isEmpty() ? "。" : "；勾选的都是以前的材料，至少要有一份新的。"));
    }
  }

  /** Names of documents, in the order they were ticked; empty for none. */
  String named(String caseNumber, List<String> ids) {
    Map<String, String> names = names(caseNumber);
    return ids.stream().map(id -> names.getOrDefault(id, "（已移除）")).collect(Collectors.joining("、"));
  }

  String written(List<String> ids) {
    try {
      return json.writeValueAsString(ids);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  List<String> read(String ids) {
    try {
      return json.readValue(ids, new TypeReference<List<String>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Evidence cannot be read", e);
    }
  }

  private Map<String, String> names(String caseNumber) {
    Map<String, String> names = new LinkedHashMap<>();
    documents.of(caseNumber).forEach(document -> names.put(document.id().toString(), document.name()));
    return names;
  }
}
