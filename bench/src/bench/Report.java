package bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What was measured, what is to be reached, and whether it was. */
final class Report {

  private final List<String> lines = new ArrayList<>();
  private final Map<Integer, Figures> pages = new TreeMap<>();
  private final List<Integer> statements = new ArrayList<>();
  private int missed;

  void say(String what, String value) {
    lines.add("| " + what + " | " + value + " | | |");
    System.out.println("bench: " + what + ": " + value);
  }

  void beforeAndAfter(String what, double before, double after) {
    say(what, String.format(Locale.ROOT, "%.1f ms without, %.1f ms with", before, after));
  }

  void page(int open, Figures figures) {
    pages.put(open, figures);
    say(
        "task page at %,d open tasks, p50 / p95".formatted(open),
        String.format(Locale.ROOT, "%.0f / %.0f ms", figures.p50(), figures.p95()));
    if (open == 100_000) {
      target("task page p95 at 100,000 beside 1,000", figures.p95() / pages.get(1_000).p95(), 1.5, false);
    }
  }

  void completions(double product, double bare) {
    say("completions a second, product / bare engine", String.format(Locale.ROOT, "%.0f / %.0f", product, bare));
    target("completions a second beside the bare engine", product / bare, 0.9, true);
  }

  void statements(String task, int sent) {
    statements.add(sent);
    say("statements to complete " + task, String.valueOf(sent));
    if (statements.size() == 2) {
      target("statements a completion", statements.stream().mapToInt(n -> n).average().orElseThrow(), 35, false);
    }
  }

  void timers(int due, double seconds, Figures quiet, Figures meanwhile) {
    say(
        "%,d timers due at once".formatted(due),
        String.format(
            Locale.ROOT, "%.1f s (%.0f a second), %d pages meanwhile", seconds, due / seconds, meanwhile.count()));
    say("task page p95, quiet / meanwhile", String.format(Locale.ROOT, "%.0f / %.0f ms", quiet.p95(), meanwhile.p95()));
    target("task page p95 while timers drain beside the quiet one", meanwhile.p95() / quiet.p95(), 2, false);
  }

  void start(double seconds, int heap) {
    target("start in " + heap + " MB of heap, seconds", seconds, 20, false);
  }

  private void target(String what, double value, double wanted, boolean atLeast) {
    boolean reached = atLeast ? value >= wanted : value <= wanted;
    missed += reached ? 0 : 1;
    String line =
        String.format(
            Locale.ROOT, "| **%s** | **%.2f** | %s %s | %s |", what, value, atLeast ? "at least" : "at most", wanted,
            reached ? "reached" : "MISSED");
    lines.add(line);
    System.out.println("bench: " + line);
  }

  /** @return how many targets were missed */
  int print() {
    System.out.println("\n| measured | value | to reach | |\n| --- | --- | --- | --- |");
    lines.forEach(System.out::println);
    return missed;
  }
}
