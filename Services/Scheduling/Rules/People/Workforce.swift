import Contracts
import Policy

/// The posts that are paid for: how many of a kind, each number from a day on.
public struct PostBook: Codable, Equatable, Sendable {
  /// In order of day; of two of a kind from one day the one told last comes last and rules.
  private(set) var posts: [FundedPosts] = []

  /// The book after an event.
  static func folded(_ book: PostBook?, _ event: Event) -> PostBook {
    var folded = book ?? PostBook()
    folded.posts.place((Evolve.read(event) as FundedPostsSet).body, by: \.from)
    return folded
  }

  /// What holds on a day: the newest of each kind, in order of kind.
  func funded(on day: CivilDate) -> [FundedPosts] {
    var newest: [KebabWord: FundedPosts] = [:]
    for post in posts where post.from <= day { newest[post.kind] = post }
    return newest.values.sorted { $0.kind < $1.kind }
  }
}

extension Decide {
  /// Says how many posts of a kind are paid for from a day on; what was said for that day before no longer holds.
  static func setFundedPosts(_ room: Room) throws(Refusal) -> Decision {
    let posts = (try room.asked(SetFundedPosts.self)).body
    return .events([Draft(FundedPostsSet(posts), about: posts.kind.text)])
  }
}

extension Answer {
  /// Who the officers in post on a day are as a workforce, who came and went, and which funded posts are vacant.
  ///
  /// Vacant are the funded posts of a kind beyond those in which an officer of that kind is; agency officers fill none,
  /// but stand in. Nobody is named, so that characteristics are counted and never listed.
  static func workforce(
    _ asked: WorkforceQuestion, _ gather: Gather<SchedulingState>, _ moment: Moment
  ) throws(Refusal) -> JSON {
    let day = asked.on ?? moment.today
    let since = asked.since ?? day.adding(months: -12)
    var objections = Objections()
    objections.add(.endsBeforeItBegins, at: "/since", if: since > day)
    try objections.settle()
    let officers = gather.officers
    let inPost = officers.filter { $0.isInPost(on: day) }
    let backgrounds = inPost.map { $0.terms(on: day).background }
    func counts(_ name: String, _ words: (OfficerBackground) -> [String]) -> JSON {
      let all = backgrounds.flatMap { $0.map(words) ?? [] }
      let groups = Dictionary(grouping: all) { $0 }.sorted { $0.key < $1.key }
      return .array(groups.map { .object([(name, .string($0.key)), ("officers", .integer($0.value.count))]) })
    }
    let days = since...day
    return .object(
      [
        ("officers", .integer(inPost.count)),
        ("overTwelveMonths", .integer(inPost.count { $0.isInPostOverTwelveMonths(on: day) })),
        ("qualified", .integer(inPost.count { $0.qualifiedOn.map { $0 <= day } ?? false })),
        ("yearsQualified", averageYears(inPost.compactMap(\.qualifiedOn), on: day).map(Caseload.json)),
        ("joined", .integer(officers.count { days.contains($0.inPost) })),
        ("left", .integer(officers.count { $0.leftOn.map { days.contains($0) } ?? false })),
        ("bySex", counts("code") { [$0.sex?.code].compactMap(\.self) }),
        ("byEthnicity", counts("code") { [$0.ethnicity?.code].compactMap(\.self) }),
        ("byGrade", counts("kind") { [$0.grade?.text].compactMap(\.self) }),
        ("byExperience", counts("kind") { Set($0.experience ?? []).map(\.text) }),
      ] + posts(inPost, gather.funded(on: day), on: day))
  }

  /// The officers in post against the posts that are paid for.
  private static func posts(
    _ officers: [Officer], _ funded: [FundedPosts], on day: CivilDate
  ) -> [(String, JSON?)] {
    func fte(_ kind: String?) -> Double {
      officers.reduce(0) { $0 + (kind == nil || $1.kind.text == kind ? $1.terms(on: day).fte : 0) }
    }
    let kinds = funded.map { post in
      (
        kind: post.kind.text, funded: post.fte, inPost: fte(post.kind.text),
        vacant: max(0, post.fte - fte(post.kind.text))
      )
    }
    let (all, agency) = (fte(nil), fte("agency"))
    let vacant = kinds.reduce(0) { $0 + $1.vacant }
    let isFunded = !kinds.isEmpty
    return [
      (
        "posts",
        .array(
          kinds.map { post in
            .object([
              ("kind", .string(post.kind)), ("fundedFte", Caseload.json(post.funded)),
              ("inPostFte", Caseload.json(post.inPost)), ("vacantFte", Caseload.json(post.vacant)),
            ])
          })
      ),
      ("fte", Caseload.json(all)),
      ("fundedFte", isFunded ? Caseload.json(kinds.reduce(0) { $0 + $1.funded }) : nil),
      ("vacantFte", isFunded ? Caseload.json(vacant) : nil),
      ("agencyFte", Caseload.json(agency)),
      ("agencyShare", all > 0 ? Caseload.json(agency / all * 100) : nil),
      ("uncoveredFte", isFunded ? Caseload.json(max(0, vacant - agency)) : nil),
    ]
  }

  private static func averageYears(_ days: [CivilDate], on day: CivilDate) -> Double? {
    let years = days.filter { $0 <= day }.map { Double($0.completedYears(on: day)) }
    return years.isEmpty ? nil : years.reduce(0, +) / Double(years.count)
  }

  private static let officerCount = Shape.integer(0...10_000)
  private static let fullTime = Shape.number(0...100_000)

  private static func countFields(_ name: String, _ shape: Shape, _ words: String) -> [Field] {
    [.required(name, shape, words), .required("officers", officerCount, "how many")]
  }

  static let workforceFields: [Field] = [
    .required("officers", officerCount, "officers in post"),
    .required("overTwelveMonths", officerCount, "those in post for more than twelve months"),
    .required("qualified", officerCount, "those of whom it is known since when they are qualified"),
    .optional("yearsQualified", .number(0...100), "their completed years since, on average"),
    .required("joined", officerCount, "officers whose first day in post is since or later, and not after on"),
    .required("left", officerCount, "officers whose last day in post is since or later, and not after on"),
    .required(
      "bySex", .list(.object(countFields("code", .code(Sex.self), "the sex recorded")), 0...10),
      "those of whom it is known, by sex"),
    .required(
      "byEthnicity", .list(.object(countFields("code", .code(Ethnicity.self), "the origin recorded")), 0...50),
      "those of whom it is known, by ethnic origin"),
    .required(
      "byGrade", .list(.object(countFields("kind", .word, "the level of the post")), 0...1_000),
      "those of whom it is known, by the level of the post"),
    .required(
      "byExperience", .list(.object(countFields("kind", .word, "the qualification or post held before")), 0...1_000),
      "by qualification and post held before; an officer may have several"),
    .required(
      "posts",
      .list(
        .object([
          .required("kind", .word, "the kind of post"),
          .required("fundedFte", fullTime, "full-time equivalents paid for"),
          .required("inPostFte", fullTime, "full-time equivalents of officers of the kind in post"),
          .required("vacantFte", fullTime, "what is paid for beyond those in post"),
        ]), 0...10), "the posts that are paid for, by kind"),
    .required("fte", fullTime, "full-time equivalents in post, agency included"),
    .optional("fundedFte", fullTime, "full-time equivalents paid for; left out where nothing was said of it"),
    .optional("vacantFte", fullTime, "the vacancies of all kinds"),
    .required("agencyFte", fullTime, "full-time equivalents of agency officers"),
    .optional("agencyShare", .number(0...100), "their share of fte in per cent; left out where nobody is in post"),
    .optional("uncoveredFte", fullTime, "vacancies beyond what agency officers stand in for"),
  ]
}

extension Gather<SchedulingState> {
  /// The posts that are paid for on a day, by kind.
  fileprivate func funded(on day: CivilDate) -> [FundedPosts] {
    var book = PostBook()
    forEach("posts") { _, state in book = state.posts ?? book }
    return book.funded(on: day)
  }
}
