package org.hatchery.desk;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hatchery.engine.Refusal;

/**
 * What everybody who has signed in may ask of the engine: the calls that Tasklist and the page of one's account made while a
 * browser walked their screens, one a line of {@value #FILE}. Everything else is refused.
 */
class AllowedCalls {

  static final String FILE = "/desk/tasklist-calls.txt";

  private final List<Call> calls = read();

  /**
   * One line.
   *
   * @param path behind the engine's name, or whole where it begins with a slash; {@code {me}} is the user's own id, another name in
   *     braces one piece that is no count, {@code **} all the rest
   * @param most rows it answers at most; 0: it answers no list
   */
  record Call(String method, String path, int most, String reason, Pattern pattern) {

    static Call of(String line) {
      String[] part = line.split("\\|", -1);
      if (part.length != 4) {
        throw new IllegalStateException(FILE + " has a line without four parts: " + line);
      }
      String path = part[1].strip();
      String most = part[2].strip();
      return new Call(
          part[0].strip(), path, most.isEmpty() ? 0 : Integer.parseInt(most), part[3].strip(), pattern(path));
    }

    private static Pattern pattern(String path) {
      return Pattern.compile(
          Stream.of(path.split("(?<=/)|(?=/)"))
              .map(
                  piece ->
                      switch (piece) {
                        case "**" -> ".+";
                        case "{me}" -> "(?<me>[^/]+)";
                        default -> piece.startsWith("{") ? "(?!count(?:/|$))[^/]+" : Pattern.quote(piece);
                      })
              .collect(Collectors.joining()));
    }

    boolean is(EngineCall call) {
      Matcher matcher = pattern.matcher(path.startsWith("/") ? call.path() : call.asked());
      return method.equals(call.method())
          && matcher.matches()
          && (!path.contains("{me}") || matcher.group("me").equals(call.user()));
    }
  }

  static List<Call> read() {
    try (InputStream file = AllowedCalls.class.getResourceAsStream(FILE)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(Call::of)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Call demand(EngineCall call) {
    return calls.stream().filter(known -> known.is(call)).findFirst().orElseThrow(() -> new Refusal(why(call)));
  }

  private static String why(EngineCall call) {
    String asked = call.asked();
    if (asked.matches("(task|process-instance|execution|case-execution)/[^/]+/(variables|localVariables).*")) {
      return call.reads() ? PlainErrors.FORBIDDEN : "流程里的数据不能直接修改，请填写任务表单后提交。";
    }
    if (asked.matches("task/[^/]+/(complete|resolve|bpmnError|bpmnEscalation|delegate)")) {
      return "这项任务只能填写表单后提交办结。";
    }
    if (asked.matches("process-definition/.+/start") || asked.equals("message") || asked.equals("signal")) {
      return "请从工作台的“发起流程”里填写表单发起。";
    }
    if (asked.matches("task/[^/]+/comment/create")) {
      return "请把意见写在任务表单里：这里的备注不会进入项目记录。";
    }
    if (call.method().equals("PUT") && asked.matches("task/[^/]+")) {
      return "期限和说明由系统按规则设定，不能修改。";
    }
    return PlainErrors.FORBIDDEN;
  }
}
