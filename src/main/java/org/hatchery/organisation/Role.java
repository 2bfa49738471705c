package org.hatchery.organisation;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What a person is in an organisation (DOMAIN.md, People). */
public enum Role implements Labelled {
  CLERK("经办", true, Kind.PARTY, Kind.CENTRE),
  SIGNER("签批", true, Kind.PARTY, Kind.CENTRE),
  EXPERT("专家", false, Kind.PARTY),
  MENTOR("导师", true, Kind.CENTRE),
  LEADER("负责人", true, Kind.GROUP, Kind.SOCIAL),
  MEMBER("成员", false, Kind.GROUP, Kind.SOCIAL),
  SUPERVISOR("监督", true, Kind.PARTY),
  ADMIN("管理员", false, Kind.PARTY);

  private final String label;
  private final boolean deputable;
  private final Set<Kind> kinds;

  Role(String label, boolean deputable, Kind first, Kind... more) {
    this.label = label;
    this.deputable = deputable;
    this.kinds = EnumSet.of(first, more);
  }

  @Override
  public String label() {
    return label;
  }

  /** As in ids of candidate groups and in decision tables: lower case. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** True where the role can be held in such an organisation; experts stand in the pool of a city or street only. */
  public boolean fits(Kind kind, Level level) {
    return kinds.contains(kind) && (this != EXPERT || level == Level.CITY || level == Level.STREET);
  }

  /** True where somebody else may act for the holder; an expert's judgement is his own. */
  public boolean deputable() {
    return deputable;
  }
}
