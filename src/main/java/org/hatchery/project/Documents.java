package org.hatchery.project;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hatchery.engine.Refusal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Documents of a case 案卷: kept with type, size and hash. */
@Component
public class Documents {

  /** Largest file taken, in bytes: 20 MB. */
  public static final int LARGEST = 20 * 1024 * 1024;

  private final JdbcClient jdbc;
  private final Clock clock;

  Documents(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** @param sha256 of the content, lower-case hexadecimal */
  public record Document(
      UUID id, String caseNumber, String name, String mediaType, long sizeBytes, String sha256, String uploadedBy,
      Instant uploadedAt) {}

  /**
   * Keeps a file.
   *
   * @param name as the user called it, 1 to 200 characters; path parts are dropped
   * @param mediaType what the content was found to be, not what the browser said
   * @throws Refusal for an empty or too large file or a bad name
   */
  public Document add(String caseNumber, String name, String mediaType, byte[] content, String uploadedBy) {
    String plain = name == null ? "" : name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1).strip();
    if (plain.isEmpty() || plain.length() > 200 || plain.chars().anyMatch(Character::isISOControl)) {
      throw new Refusal("文件名应为 1 到 200 个字，且不含控制字符。请改名后重新上传。");
    }
    if (content.length == 0) {
      throw new Refusal("文件“" + plain + "”是空的。请重新选择。");
    }
    if (content.length > LARGEST) {
      throw new Refusal("文件“" + plain + "”超过 20 MB。请压缩或拆分后上传。");
    }
    Document document =
        new Document(
            UUID.randomUUID(), caseNumber, plain, mediaType, content.length, sha256(content), uploadedBy, clock.instant());
    jdbc.sql(
            """
            insert into hatchery.document (id, case_number, name, media_type, size_bytes, sha256, content, uploaded_by,
              uploaded_at)
            values (:id, :caseNumber, :name, :type, :size, :sha256, :content, :by, :at)
            """)
        .param("id", document.id())
        .param("caseNumber", caseNumber)
        .param("name", plain)
        .param("type", mediaType)
        .param("size", document.sizeBytes())
        .param("sha256", document.sha256())
        .param("content", content)
        .param("by", uploadedBy)
        .param("at", Timestamp.from(document.uploadedAt()))
        .update();
    return document;
  }

  public List<Document> of(String caseNumber) {
    return jdbc.sql(
            """
            select id, case_number, name, media_type, size_bytes, sha256, uploaded_by, uploaded_at
            from hatchery.document where case_number = :caseNumber order by uploaded_at, name
            """)
        .param("caseNumber", caseNumber)
        .query(Document.class)
        .list();
  }

  public Optional<Document> find(UUID id) {
    return jdbc.sql(
            """
            select id, case_number, name, media_type, size_bytes, sha256, uploaded_by, uploaded_at
            from hatchery.document where id = :id
            """)
        .param("id", id)
        .query(Document.class)
        .optional();
  }

  /** @throws IllegalStateException where what is kept is no longer what was handed in */
  public byte[] content(Document document) {
    byte[] content =
        jdbc.sql("select content from hatchery.document where id = :id")
            .param("id", document.id())
            .query((row, index) -> row.getBytes(1))
            .single();
    if (!sha256(content).equals(document.sha256())) {
      throw new IllegalStateException("Document " + document.id() + " is not what was handed in");
    }
    return content;
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
