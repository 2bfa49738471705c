package org.hatchery.desk;

import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.hatchery.calendar.WorkCalendar;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The overview of tasks 任务总览: six lists, searched and paged. */
@Controller
class TaskPages {

  private static final List<Integer> SIZES = List.of(50, 100, 200);

  private final TaskBoard board;
  private final CasePages cases;
  private final Clock clock;

  TaskPages(TaskBoard board, CasePages cases, Clock clock) {
    this.board = board;
    this.cases = cases;
    this.clock = clock;
  }

  record Tab(String key, String label, int count, boolean here) {}

  record Line(TaskBoard.Row row, String day, boolean late) {}

  @GetMapping("/desk/tasks")
  String page(
      @RequestParam(defaultValue = "") String list,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "") String page,
      @RequestParam(defaultValue = "") String size,
      Principal me,
      Model model,
      HttpServletResponse response) {
    SearchText search = SearchText.of(q);
    if (search.problem() != null) {
      response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
      model.addAttribute("problem", search.problem());
    }
    fill(Board.of(list).orElse(Board.MINE), search, number(page, 1), number(size, SIZES.get(0)), me.getName(), model);
    return "desk/tasks";
  }

  private void fill(Board here, SearchText search, int wanted, int wantedSize, String user, Model model) {
    TaskBoard.Reader reader = board.reader(user, search);
    Map<Board, Integer> counts = board.counts(reader);
    int size = SIZES.contains(wantedSize) ? wantedSize : SIZES.get(0);
    int found = counts.get(here);
    int pages = Math.max(1, (found + size - 1) / size);
    int page = Math.min(Math.max(1, wanted), pages);
    model.addAttribute("lines", board.rows(here, reader, (page - 1) * size, size).stream().map(this::line).toList());
    model.addAttribute(
        "tabs",
        Arrays.stream(Board.values()).map(b -> new Tab(b.key(), b.label(), counts.get(b), b == here)).toList());
    model.addAttribute("list", here.key());
    model.addAttribute("label", here.label());
    model.addAttribute("nothing", here.nothing());
    model.addAttribute("chooses", here.chooses());
    model.addAttribute("claims", here.chooses() && here != Board.MINE);
    model.addAttribute("releases", here.chooses() && here != Board.OPEN);
    model.addAttribute("done", here == Board.DONE);
    model.addAttribute("waiting", here == Board.WAITING);
    model.addAttribute("q", search.typed());
    model.addAttribute("searched", search.asked());
    model.addAttribute("found", found);
    model.addAttribute("page", page);
    model.addAttribute("pages", pages);
    model.addAttribute("size", size);
    model.addAttribute("sizes", SIZES);
    model.addAttribute("most", SearchText.LONGEST);
    model.addAttribute("cases", search.asked() ? cases.found(user, search) : List.of());
  }

  private Line line(TaskBoard.Row row) {
    Instant at = row.at();
    return new Line(row, at == null ? "" : WorkCalendar.DAY.format(at), row.said().isEmpty() && at != null && at.isBefore(clock.instant()));
  }

  /** An address that was typed wrong leads to the first page. */
  private static int number(String text, int otherwise) {
    return text.matches("\\d{1,6}") ? Integer.parseInt(text) : otherwise;
  }
}
