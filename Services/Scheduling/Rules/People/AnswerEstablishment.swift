import Contracts
import Policy

extension Answer {
  /// The officers in post on a day: what is known of each, which checks are overdue, and the establishment by kind.
  static func officers(_ asked: OfficersQuestion, _ gather: Gather<SchedulingState>, _ moment: Moment) -> JSON {
    let day = asked.on ?? moment.today
    let roster = Roster(gather, on: day)
    let posts = roster.posts.filter(\.isInPost)
    return .object([
      ("officers", .array(posts.map { json($0, on: day) })),
      ("establishment", .array(establishment(posts))),
      ("overTwelveMonths", .integer(posts.count { $0.officer.isInPostOverTwelveMonths(on: day) })),
      ("dutyHours", Caseload.json(posts.reduce(0) { $0 + $1.officer.dutyHours(on: day) })),
      ("checksOverdue", .integer(posts.count { $0.terms.checks.contains { $0.dueOn < day } })),
    ])
  }

  private static func json(_ post: Roster.Post, on day: CivilDate) -> JSON {
    let officer = post.officer
    let background = post.terms.background
    let duties = post.terms.duties.map { duty in
      JSON.object([("kind", .string(duty.kind.text)), ("hoursPerWeek", Caseload.json(duty.hoursPerWeek))])
    }
    let checks = post.terms.checks.map { check in
      JSON.object([
        ("kind", .string(check.kind.text)), ("dueOn", json(check.dueOn)), ("overdue", .boolean(check.dueOn < day)),
      ])
    }
    return .object([
      ("officer", .string(officer.officer.text)), ("from", json(officer.from)), ("leftOn", json(officer.leftOn)),
      ("fte", .number("\(post.terms.fte)")), ("kind", .string(officer.kind.text)),
      ("maximumChildren", post.terms.maximumChildren.map { .integer($0) }),
      ("roles", .strings(post.terms.roles.map(\.text))), ("teams", .strings(post.terms.teams.map(\.text))),
      ("skills", .strings(post.terms.skills.map(\.text))), ("duties", .array(duties)), ("checks", .array(checks)),
      ("qualifiedOn", json(officer.qualifiedOn)), ("inPostSince", json(officer.inPost)),
      ("grade", background?.grade.map { .string($0.text) }),
      ("experience", background?.experience.map { .strings($0.map(\.text)) }),
      ("absentUntil", json(officer.absentUntil(on: day))), ("children", .integer(post.children)),
    ])
  }

  /// How many officers there are of each kind of employment, and their full-time equivalents.
  private static func establishment(_ posts: [Roster.Post]) -> [JSON] {
    Dictionary(grouping: posts, by: \.officer.kind).sorted { $0.key < $1.key }.map { kind, posts in
      .object([
        ("kind", .string(kind.text)), ("officers", .integer(posts.count)),
        ("fte", Caseload.json(posts.reduce(0) { $0 + $1.terms.fte })),
      ])
    }
  }

  static let officersFields: [Field] = [
    .required("officers", .list(.object(officerFields), 0...10_000), "the officers in post, in order of id"),
    .required(
      "establishment",
      .list(
        .object([
          .required("kind", .word, "how they are employed"),
          .required("officers", .integer(0...10_000), "how many"),
          .required("fte", .number(0...100_000), "full-time equivalents"),
        ]), 0...10), "the officers in post by kind of employment"),
    .required("overTwelveMonths", .integer(0...10_000), "officers in post for more than twelve months"),
    .required("dutyHours", .number(0...10_000_000), "hours a week of duties beside children"),
    .required("checksOverdue", .integer(0...10_000), "officers with a check that is overdue"),
  ]

  private static let officerFields: [Field] = [
    .required("officer", .identifier, "the officer"),
    .required("from", .date, "the first day registered"),
    .optional("leftOn", .date, "the last day in post, where it is known"),
    .required("fte", .number(0...10), "full-time equivalent"),
    .required("kind", .word, "how the officer is employed"),
    .optional("maximumChildren", .integer(0...500), "the most children to allocate"),
    .required("roles", .list(.word, 0...2), "what the officer chairs"),
    .required("teams", .list(.word, 0...50), "the teams to which the officer is linked"),
    .required("skills", .list(.word, 0...50), "what the officer is particularly able to do"),
    .required("duties", .list(.object(OfficerDuty.fields), 0...20), "duties beside children"),
    .required(
      "checks",
      .list(.object(OfficerCheck.fields + [.required("overdue", .boolean, "whether the day is past")]), 0...20),
      "checks to be made again"),
    .optional("qualifiedOn", .date, "when the officer qualified as a social worker"),
    .required("inPostSince", .date, "the first day in post, where it lies before from"),
    .optional("grade", .word, "the level of the post"),
    .optional("experience", .list(.word, 0...20), "qualifications and posts held before"),
    .optional("absentUntil", .date, "the last day of an absence that holds the day"),
    .required("children", .integer(0...10_000_000), "children in care who are allocated"),
  ]
}
