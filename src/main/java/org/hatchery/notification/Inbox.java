package org.hatchery.notification;

import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was sent, to be read in the program: the only mailbox where no mail server is configured. */
@Component
public class Inbox {

  private final JdbcClient jdbc;
  private final Letters letters;

  Inbox(JdbcClient jdbc, Letters letters) {
    this.jdbc = jdbc;
    this.letters = letters;
  }

  /**
   * A mail as it was sent.
   *
   * @param id number of the mail
   * @param recipient id of a person, or an address
   * @param personId null where the recipient is only an address
   */
  public record Delivered(
      long id, String recipient, String personId, String subject, String text, Instant sentAt) {}

  private record Piece(
      long letter, String recipient, String person, String subject, String body, Instant sentAt) {}

  /** @return the last n mails to anybody, newest first */
  public List<Delivered> latest(int n) {
    return read("true", "", n);
  }

  /** @return the mails to the person, newest first, 200 at most */
  public List<Delivered> of(String personId) {
    return read("person = :who", personId, 200);
  }

  /** @return the mails to an address of somebody without an account, newest first, 200 at most */
  public List<Delivered> ofAddress(String address) {
    return read("person is null and recipient = :who", address, 200);
  }

  private List<Delivered> read(String whose, String who, int n) {
    List<Piece> pieces =
        jdbc.sql(
                """
                select letter, recipient, person, subject, body, sent_at from hatchery.mail
                where sent_at is not null and letter in (
                  select letter from hatchery.mail where sent_at is not null and %s
                  group by letter order by max(sent_at) desc, letter desc limit :n)
                order by sent_at desc, letter desc, id
                """
                    .formatted(whose))
            .param("who", who)
            .param("n", n)
            .query(
                (row, i) ->
                    new Piece(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getTimestamp(6).toInstant()))
            .list();
    return pieces.stream()
        .map(Piece::letter)
        .distinct()
        .map(letter -> delivered(pieces.stream().filter(piece -> piece.letter() == letter).toList()))
        .toList();
  }

  private Delivered delivered(List<Piece> pieces) {
    Piece first = pieces.get(0);
    Letters.Letter letter =
        letters.of(pieces.stream().map(piece -> new Letters.Letter(piece.subject(), piece.body())).toList());
    return new Delivered(
        first.letter(), first.recipient(), first.person(), letter.subject(), letter.text(), first.sentAt());
  }
}
