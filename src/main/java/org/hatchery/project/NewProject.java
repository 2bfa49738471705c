package org.hatchery.project;

/**
 * A proposal handed over at the closing of its call.
 *
 * @param caseNumber 申报编号 SB-…, becomes the business key of the spine
 * @param group code of the proposing group
 * @param community code of the community's party organisation under which the group is entered
 * @param owner code of the organisation that posted the call
 * @param parentNumber project number of the brand whose method is adopted, or of the project that comes back; null
 */
public record NewProject(
    String caseNumber,
    String title,
    String group,
    String community,
    String street,
    String centre,
    String owner,
    String call,
    String parentNumber,
    Area area,
    Lane lane,
    Dossier dossier,
    String writtenBy) {}
