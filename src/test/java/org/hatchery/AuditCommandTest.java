package org.hatchery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.hatchery.audit.Audit;
import org.hatchery.audit.AuditChain;
import org.hatchery.audit.AuditEvent;
import org.hatchery.audit.AuditKind;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.env.MockEnvironment;

/** The command that checks the audit: what it understands, prints and answers. */
@HatcheryTest
class AuditCommandTest {

  @Autowired Audit audit;
  @Autowired AuditChain chain;

  @Test
  void itIsAskedForByItsOptionAlone() {
    assertThat(AuditCommand.asked(new String[] {"--hatchery.audit.verify"})).isTrue();
    assertThat(AuditCommand.asked(new String[] {"--server.port=1", "--hatchery.audit.verify=true"})).isTrue();
    assertThat(AuditCommand.asked(new String[] {"--hatchery.audit.verify=false"})).isFalse();
    assertThat(AuditCommand.asked(new String[] {"--hatchery.audit.verifying"})).isFalse();
    assertThat(AuditCommand.asked(new String[] {})).isFalse();
  }

  @Test
  void itSaysWhatIsThereAndWhereItBreaks() {
    audit.add(AuditEvent.of(AuditKind.READ, "command"));
    AuditChain.Mark head = chain.head().orElseThrow();
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);

    assertThat(AuditCommand.verify(chain, head, out)).isZero();
    assertThat(said.toString(StandardCharsets.UTF_8)).contains("审计日志完整：共 ", "最后一条：" + head.number() + ":" + head.hash());
    said.reset();
    assertThat(AuditCommand.verify(chain, new AuditChain.Mark(head.number(), "0".repeat(64)), out)).isEqualTo(1);
    assertThat(said.toString(StandardCharsets.UTF_8)).contains("从第 " + head.number() + " 条（", "对不上");
  }

  @Test
  void aNoteThatIsNoneStopsItWithOneLine() {
    MockEnvironment settings = new MockEnvironment();
    assertThat(AuditCommand.known(settings)).isNull();
    settings.setProperty("hatchery.audit.known", "12:" + "A".repeat(64));
    assertThat(AuditCommand.known(settings)).isEqualTo(new AuditChain.Mark(12, "a".repeat(64)));
    settings.setProperty("hatchery.audit.known", "12");
    assertThatThrownBy(() -> AuditCommand.known(settings)).isInstanceOf(WrongSettings.class).hasMessageContaining("hatchery.audit.known");
  }
}
