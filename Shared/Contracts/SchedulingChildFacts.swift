/// A child's care plan changed.
public struct CarePlanChanged: Message {
  public let child: ChildID
  public let changedOn: CivilDate
  public let change: KebabWord
  public let significant: Bool

  public static let name = "care-plan-changed"
  public static let words = "A child's care plan changed."
  public static let fields: [Field] = [
    .required("child", .identifier, "the child"),
    .required("changedOn", .date, "the day of the change"),
    .required("change", .word, "the kind of change"),
    .required(
      "significant", .boolean,
      "whether it is a significant change, which a review must consider first (CPR 2010 reg 32(2))"),
  ]
}

/// What an entry told about a child is otherwise from a day on; members left out stay as they were.
public struct ChildDetailsChanged: Message {
  public let child: ChildID
  public let changedOn: CivilDate
  public let dateOfBirth: CivilDate?
  public let sex: Sex?
  public let ethnicity: Ethnicity?
  public let categoryOfNeed: CategoryOfNeed?
  public let unaccompaniedAsylumSeeking: Bool?
  public let siblings: [ChildID]?
  public let team: KebabWord?
  public let area: KebabWord?
  public let needs: [KebabWord]?
  public let upn: String?
  public let ownChildBornOn: CivilDate?

  public static let name = "child-details-changed"
  public static let words =
    "What an entry told about a child is otherwise from a day on; members left out stay as they were."
  public static let fields: [Field] = [
    .required("child", .identifier, "the child"),
    .required("changedOn", .date, "the day of the change"),
    .optional("dateOfBirth", .date, "the child's date of birth"),
    .optional("sex", .code(Sex.self), "SSDA903 SEX"),
    .optional("ethnicity", .code(Ethnicity.self), "SSDA903 ETHNIC"),
    .optional("categoryOfNeed", .code(CategoryOfNeed.self), "SSDA903 CIN"),
    .optional("unaccompaniedAsylumSeeking", .boolean, "whether the child is one"),
    .optional("siblings", .list(.identifier, 0...30), "brothers and sisters in care"),
    .optional("team", .word, "the social work team"),
    .optional("area", .word, "the area of the authority"),
    .optional("needs", .list(.word, 0...50), "recorded needs"),
    .optional("upn", .text(3...13), "the unique pupil number, or UN1 to UN5"),
    .optional("ownChildBornOn", .date, "of a mother: the birth of her own first child (SSDA903 MOTHER, MC_DOB)"),
  ]
}

/// A child's permanence plan was set.
public struct PermanencePlanSet: Message {
  public let child: ChildID
  public let setOn: CivilDate
  public let plan: KebabWord
  public let parallelPlan: KebabWord?

  public static let name = "permanence-plan-set"
  public static let words = "A child's permanence plan was set."
  public static let fields: [Field] = [
    .required("child", .identifier, "the child"),
    .required("setOn", .date, "the day on which it was set"),
    .required("plan", .word, "the plan (Annex A list 8)"),
    .optional("parallelPlan", .word, "the plan pursued beside it"),
  ]
}

/// Something that a child's care needs by a day is due, or was done.
public struct MilestoneRecorded: Message {
  public let child: ChildID
  public let kind: KebabWord
  public let dueOn: CivilDate?
  public let doneOn: CivilDate?

  public static let name = "milestone-recorded"
  public static let words = "Something that a child's care needs by a day is due, or was done."
  public static let fields: [Field] = [
    .required("child", .identifier, "the child"),
    .required("kind", .word, "the kind: social-work-report, care-plan, pathway-plan, initial-health-assessment, ..."),
    .optional("dueOn", .date, "by which day it is due"),
    .optional("doneOn", .date, "when it was done"),
  ]
}

/// A child was missing from placement.
public struct MissingEpisodeRecorded: Message {
  public let child: ChildID
  public let from: CivilDate
  public let to: CivilDate?
  public let returnInterviewOn: CivilDate?

  public static let name = "missing-episode-recorded"
  public static let words = "A child was missing from placement."
  public static let fields: [Field] = [
    .required("child", .identifier, "the child"),
    .required("from", .date, "the day on which the child went missing"),
    .optional("to", .date, "the day on which the child was found"),
    .optional("returnInterviewOn", .date, "when the return home interview was held"),
  ]
}

/// A child, or somebody for a child, complained.
public struct ComplaintMade: Message {
  public let child: ChildID
  public let on: CivilDate
  public let about: KebabWord
  public let aboutOfficer: OfficerID?

  public static let name = "complaint-made"
  public static let words = "A child, or somebody for a child, complained."
  public static let fields: [Field] = [
    .required("child", .identifier, "the child"),
    .required("on", .date, "when"),
    .required("about", .word, "the matter"),
    .optional("aboutOfficer", .identifier, "the reviewing officer complained about, where it is one"),
  ]
}
