package org.hatchery.diagrams;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.Process;

/** The list of all pictures, as a page of markdown. */
final class Gallery {

  /**
   * Stages in the order a project goes through them, with their Chinese names; others follow by
   * name.
   */
  private static final List<Map.Entry<String, String>> STAGES =
      List.of(
          Map.entry("project", "项目全程"),
          Map.entry("solicitation", "征集"),
          Map.entry("evaluation", "评估"),
          Map.entry("publicity", "公示与异议"),
          Map.entry("incubation", "孵化与整改"),
          Map.entry("review", "观摩评比"),
          Map.entry("operation", "品牌运营"),
          Map.entry("organisation", "组织与权责"),
          Map.entry("calendar", "期限"));

  private Gallery() {}

  static String markdown(String command) {
    Map<String, List<Path>> byStage = new TreeMap<>();
    for (Path file : concat(Diagrams.bpmn(), Diagrams.dmn())) {
      byStage.computeIfAbsent(Diagrams.stage(file), stage -> new ArrayList<>()).add(file);
    }
    StringBuilder page =
        new StringBuilder(
            """
            # Diagrams and decision tables

            Written by `DiagramPicturesTest`; do not edit. After a change under `bpmn/` draw the pictures anew and look at them:

                %s

            Where a node stands is said in the `.grid.json` beside each diagram; `node bpmn/layout.mjs <file>` draws it.
            A `.png` of a diagram has an `.svg` of the same name beside it, sharp at any size.
            """
                .formatted(command));
    for (Map.Entry<String, String> stage : STAGES) {
      section(page, stage.getKey(), stage.getValue(), byStage.remove(stage.getKey()));
    }
    byStage.forEach((stage, files) -> section(page, stage, stage, files));
    return page.toString();
  }

  private static void section(StringBuilder page, String stage, String name, List<Path> files) {
    if (files == null) {
      return;
    }
    page.append("\n## ").append(name).append(" (`bpmn/").append(stage).append("`)\n");
    for (Path file : files) {
      String title = title(file);
      String source = file.toString().replace('\\', '/');
      page.append("\n### ").append(title).append("\n\n");
      page.append("[`").append(source).append("`](../../").append(source).append(")\n\n");
      page.append("![").append(title).append("](").append(Diagrams.name(file)).append(".png)\n");
    }
  }

  private static String title(Path file) {
    if (file.toString().endsWith(".dmn")) {
      return "决策表：" + String.join("、", TablePage.names(file));
    }
    return "流程："
        + Bpmn.readModelFromFile(file.toFile())
            .getModelElementsByType(Process.class)
            .iterator()
            .next()
            .getName();
  }

  private static List<Path> concat(List<Path> one, List<Path> other) {
    List<Path> all = new ArrayList<>(one);
    all.addAll(other);
    return all;
  }
}
