/// Adopts a policy profile from a date; an adopted one is never edited.
public struct AdoptPolicy: Message {
  public let profile: JSON
  public let from: CivilDate

  public static let name = "adopt-policy"
  public static let words = "Adopts a policy profile from a date; an adopted one is never edited."
  public static let fields: [Field] = [
    .required("profile", .either([.word, .anyObject]), "the name of a shipped profile, or a whole profile"),
    .required("from", .date, "the first day on which it holds"),
  ]
}

/// Adopts a working-day calendar.
public struct AdoptCalendar: Message {
  public let calendar: JSON

  public static let name = "adopt-calendar"
  public static let words = "Adopts a working-day calendar: its name, the days it knows and their holidays."
  public static let fields: [Field] = [
    .required(
      "calendar",
      .object([
        .required("name", .word, "the version's name; a new one for every change"),
        .required("from", .date, "the first day it knows"),
        .required("to", .date, "the last day it knows"),
        .required("holidays", .list(.date, 0...3000), "the days that are not working days, in order"),
      ]), "the calendar, whole")
  ]
}

/// Registers an Independent Reviewing Officer.
public struct RegisterOfficer: Message {
  public let officer: OfficerID
  public let from: CivilDate
  public let fte: Double
  public let kind: KebabWord
  public let maximumChildren: Int?
  public let roles: [KebabWord]?
  public let teams: [KebabWord]?
  public let skills: [KebabWord]?
  public let checks: [OfficerCheck]?
  public let qualifiedOn: CivilDate?
  public let inPostSince: CivilDate?
  public let background: OfficerBackground?

  public static let name = "register-officer"
  public static let words = "Registers an Independent Reviewing Officer."
  public static let fields: [Field] = [
    .required("officer", .identifier, "the officer"),
    .required("from", .date, "the first day in post"),
    .required("fte", .number(0.01...1.5), "full-time equivalent"),
    .required("kind", .oneOf(["permanent", "agency", "fostering"]), "how the officer is employed"),
    .optional("maximumChildren", .integer(0...500), "the most children to allocate"),
    .optional("roles", .list(.oneOf(["reviews", "conferences"]), 0...2), "what the officer chairs"),
    .optional("teams", .list(.word, 0...50), "the teams to which the officer is linked"),
    .optional("skills", .list(.word, 0...50), "what the officer is particularly able to do"),
    .optional("checks", .list(.object(OfficerCheck.fields), 0...20), "checks to be made again"),
    .optional("qualifiedOn", .date, "when the officer qualified as a social worker"),
    .optional("inPostSince", .date, "when the officer came into post, where it was before from"),
    .optional("background", .object(OfficerBackground.fields), "the officer's background"),
  ]
}

/// Allocates a child to an officer.
public struct AllocateOfficer: Message {
  public let child: ChildID
  public let officer: OfficerID?
  public let on: CivilDate
  public let reason: String?

  public static let name = "allocate-officer"
  public static let words = "Allocates a child to an officer (Children Act 1989 s25A)."
  public static let fields: [Field] = [
    .required("child", .identifier, "the child"),
    .optional("officer", .identifier, "the officer; the service chooses, and says why, where it is left out"),
    .required("on", .date, "from which day"),
    .optional("reason", .word, "why"),
  ]
}

/// Records a review that was held.
public struct HoldReview: Message {
  public let child: ChildID
  public let stream: ReviewStream?
  public let meetings: [CivilDate]
  public let completedOn: CivilDate
  public let mode: KebabWord
  public let officer: OfficerID?
  public let lateReason: String?

  public static let name = "hold-review"
  public static let words = "Records a review that was held, in one meeting or several."
  public static let fields: [Field] = [
    .required("child", .identifier, "the child"),
    .optional("stream", .oneOf(ReviewStream.allCases.map(\.rawValue)), "which clock; default the one that runs"),
    .required("meetings", .list(.date, 1...20), "the days on which it met, in order"),
    .required("completedOn", .date, "the day on which it was complete"),
    .required("mode", .oneOf(["in-person", "hybrid", "virtual"]), "how it met"),
    .optional("officer", .identifier, "the officer who chaired"),
    .optional("lateReason", .text(1...200), "why it was late, where it was"),
  ]
}

/// Records that a review's record is complete.
public struct CompleteRecord: Message {
  public let review: ReviewID?
  public let child: ChildID?
  public let reviewOn: CivilDate?
  public let decisionsOn: CivilDate?
  public let completedOn: CivilDate

  public static let name = "complete-record"
  public static let words = "Records that a review's record is complete."
  public static let fields: [Field] = [
    .optional("review", .review, "the review"),
    .optional("child", .identifier, "the child, with reviewOn in place of review"),
    .optional("reviewOn", .date, "the day on which the review was held"),
    .optional("decisionsOn", .date, "when the decisions were sent"),
    .required("completedOn", .date, "when the record was complete"),
  ]
  public static let groups = [["review"], ["child", "reviewOn"]]
}

/// Asks for one child's reviews and deadlines.
public struct TimetableQuestion: Message {
  public let authority: Authority
  public let child: ChildID

  public static let name = "timetable"
  public static let words = "One child's reviews and deadlines, each with its reason."
  public static let fields: [Field] = [
    .required("authority", .authority, "the local authority"),
    .required("child", .identifier, "the child"),
  ]
}

/// Asks what falls due in a span of days.
public struct DueQuestion: Message {
  public let authority: Authority
  public let from: CivilDate
  public let to: CivilDate
  public let kind: KebabWord?
  public let officer: OfficerID?
  public let after: String?

  public static let name = "due"
  public static let words = "What falls due in a span of days and is not yet done."
  public static let fields: [Field] = [
    .required("authority", .authority, "the local authority"),
    .required("from", .date, "the first day"),
    .required("to", .date, "the last day"),
    .optional("kind", .word, "only deadlines of this kind"),
    .optional("officer", .identifier, "only this officer's children"),
    .optional("after", .text(1...80), "the cursor `next` of an earlier answer"),
  ]
}

/// Asks what is past its limit on a day.
public struct OverdueQuestion: Message {
  public let authority: Authority
  public let on: CivilDate
  public let after: String?

  public static let name = "overdue"
  public static let words = "What was due before a day and is not done."
  public static let fields: [Field] = [
    .required("authority", .authority, "the local authority"),
    .required("on", .date, "the day"),
    .optional("after", .text(1...80), "the cursor `next` of an earlier answer"),
  ]
}
