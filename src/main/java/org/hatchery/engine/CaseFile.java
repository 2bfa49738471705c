package org.hatchery.engine;

import java.util.Map;
import java.util.Set;

/** Whoever keeps the record of a kind of case (need, call, project, round, notice) tells its place in the tree and its title. */
public interface CaseFile {

  /** The letters before the first hyphen of its numbers; a proposal and the project that comes of it share theirs. */
  Set<String> kinds();

  boolean holds(String caseNumber);

  /**
   * Organisations of the case, by the anchors that acting.dmn names.
   *
   * @return code of the organisation by anchor: {@code owner} (who posted or opened), {@code group} (the volunteer
   *     group), {@code community}, {@code street}, {@code centre}; only those the case has
   */
  Map<String, String> anchors(String caseNumber);

  /** What a card in Tasklist shows of the case. */
  Card card(String caseNumber);

  /**
   * @param title of the case, never null
   * @param group name of the volunteer group, or of the organisation that owns the case
   * @param community name of the community, or of the region
   */
  record Card(String title, String group, String community) {}
}
