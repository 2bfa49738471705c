package org.hatchery.desk;

import jakarta.annotation.PreDestroy;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;

/** Many tasks at once: chosen on the overview, looked at, confirmed, followed, read row by row. */
@Controller
class BatchPages {

  private static final Logger LOG = LoggerFactory.getLogger(BatchPages.class);

  private final TaskBatches batches;
  private final TaskPages overview;

  /** What waits here and is never begun is seen to be broken off, like what a node that died had begun. */
  private final ThreadPoolExecutor runner =
      new ThreadPoolExecutor(2, 2, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(50), work -> new Thread(work, "task-batch"));

  BatchPages(TaskBatches batches, TaskPages overview) {
    this.batches = batches;
    this.overview = overview;
  }

  @PostMapping("/desk/tasks/batches")
  String prepare(
      @RequestParam(name = "task", required = false) List<String> chosen,
      @RequestParam(defaultValue = "") String action,
      @RequestParam(defaultValue = "") String list,
      Principal me,
      Model model,
      HttpServletResponse response) {
    List<String> tasks = chosen == null ? List.of() : chosen.stream().map(String::strip).distinct().toList();
    OneTask.Action does = OneTask.Action.of(action).orElse(null);
    String problem = problem(does, tasks);
    if (problem != null) {
      model.addAttribute("problem", problem);
      overview.page(list, "", "", "", me, model, response);
      response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
      return "desk/tasks";
    }
    return "redirect:/desk/tasks/batches/" + batches.prepare(me.getName(), does, tasks);
  }

  /** What is wrong with what was chosen, in the user's words; null where nothing is. */
  private static String problem(OneTask.Action does, List<String> tasks) {
    if (does == null) {
      return "请选择“认领所选”或“放回所选”。";
    }
    if (tasks.isEmpty()) {
      return "请先在“选择”一列勾选要" + does.label() + "的任务。";
    }
    if (tasks.size() > TaskBatches.MOST) {
      return "一次最多" + does.label() + " " + TaskBatches.MOST + " 项任务，您选了 " + tasks.size() + " 项。请分几次办理。";
    }
    return tasks.stream().allMatch(task -> task.matches("[0-9A-Za-z-]{1,64}")) ? null : "所选的任务里有读不出来的，请刷新页面后重新选择。";
  }

  @GetMapping("/desk/tasks/batches/{id}")
  String page(@PathVariable String id, Principal me, Model model) {
    TaskBatches.Batch batch = batch(id, me);
    List<TaskBatches.Row> rows = batches.rows(batch.id());
    model.addAttribute("batch", batch);
    model.addAttribute("rows", rows);
    model.addAttribute("label", OneTask.Action.of(batch.action()).orElseThrow().label());
    for (String state : List.of("ready", "cannot", "done", "refused")) {
      model.addAttribute(state, count(rows, state));
    }
    return "desk/batch";
  }

  /** Sent twice it does nothing the second time. */
  @PostMapping("/desk/tasks/batches/{id}/confirm")
  String confirm(@PathVariable String id, Principal me, Model model, HttpServletResponse response) {
    TaskBatches.Batch batch = batch(id, me);
    if (batches.confirm(batch.id(), me.getName())) {
      begin(batch.id());
    } else if (batch.state().equals("preview") && batch(id, me).state().equals("preview")) {
      model.addAttribute("problem", "预览已经超过一小时，情况可能变了，没有办理。请回到任务总览重新选择。");
      response.setStatus(HttpServletResponse.SC_CONFLICT);
      return page(id, me, model);
    }
    return "redirect:/desk/tasks/batches/" + batch.id();
  }

  @GetMapping("/desk/tasks/batches/{id}/progress")
  @ResponseBody
  Map<String, Object> progress(@PathVariable String id, Principal me) {
    TaskBatches.Batch batch = batch(id, me);
    List<TaskBatches.Row> rows = batches.rows(batch.id());
    return Map.of("state", batch.state(), "handled", rows.size() - count(rows, "ready"), "all", rows.size());
  }

  private void begin(UUID id) {
    try {
      runner.execute(
          () -> {
            try {
              batches.run(id, () -> !runner.isShutdown());
            } catch (RuntimeException e) {
              LOG.error("Batch {} broke off", id, e);
            }
          });
    } catch (RejectedExecutionException e) {
      LOG.warn("Batch {} was not begun: too many wait", id);
    }
  }

  /** The task in hand is finished; the rest stays untouched, and the page says so. */
  @PreDestroy
  void stop() throws InterruptedException {
    runner.shutdown();
    runner.awaitTermination(10, TimeUnit.SECONDS);
  }

  private TaskBatches.Batch batch(String id, Principal me) {
    try {
      return batches
          .find(UUID.fromString(id), me.getName())
          .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    } catch (IllegalArgumentException e) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
  }

  private static long count(List<TaskBatches.Row> rows, String state) {
    return rows.stream().filter(row -> row.state().equals(state)).count();
  }
}
