/// What an officer brings to the post, by which a workforce is described. Sex and ethnic origin are counted by
/// questions, and never listed by officer.
public struct OfficerBackground: Codable, Hashable, Sendable {
  /// The level of the post.
  public let grade: KebabWord?
  /// Qualifications, and posts held before.
  public let experience: [KebabWord]?
  /// The officer's sex.
  public let sex: Sex?
  /// The officer's ethnic origin.
  public let ethnicity: Ethnicity?

  /// The members of a background.
  public static let fields: [Field] = [
    .optional("grade", .word, "the level of the post, such as team-manager"),
    .optional(
      "experience", .list(.word, 0...20), "qualifications and posts held before, such as practice-educator; all of them"
    ),
    .optional("sex", .code(Sex.self), "the officer's sex, by the codes of SSDA903"),
    .optional("ethnicity", .code(Ethnicity.self), "the officer's ethnic origin, by the codes of SSDA903"),
  ]

  /// A background by its members.
  public init(
    grade: KebabWord? = nil, experience: [KebabWord]? = nil, sex: Sex? = nil, ethnicity: Ethnicity? = nil
  ) {
    self.grade = grade
    self.experience = experience
    self.sex = sex
    self.ethnicity = ethnicity
  }
}

/// How many posts of a kind are paid for from a day on.
public struct FundedPosts: MessageBody {
  /// The kind of post.
  public let kind: KebabWord
  /// The first day on which it holds.
  public let from: CivilDate
  /// Full-time equivalents.
  public let fte: Double

  /// The members of funded posts.
  public static let fields: [Field] = [
    .required("kind", .oneOf(["permanent", "fostering"]), "the kind of post; agency officers stand in for either"),
    .required("from", .date, "the first day on which it holds, until the next of its kind"),
    .required("fte", .number(0...10_000), "full-time equivalents paid for"),
  ]

  /// Funded posts by their members.
  public init(kind: KebabWord, from: CivilDate, fte: Double) {
    self.kind = kind
    self.from = from
    self.fte = fte
  }
}

/// Says how many posts of a kind are paid for from a day on.
public struct SetFundedPosts: BodyMessage {
  public let body: FundedPosts

  public static let name = "set-funded-posts"
  public static let words = "Says how many posts of a kind are paid for from a day on."

  /// The message by its body.
  public init(_ body: FundedPosts) { self.body = body }
}

/// So many posts of a kind are paid for from a day on.
public struct FundedPostsSet: BodyMessage {
  public let body: FundedPosts

  public static let name = "funded-posts-set"
  public static let words = "So many posts of a kind are paid for from a day on."

  /// The message by its body.
  public init(_ body: FundedPosts) { self.body = body }
}

/// Who the officers in post are as a workforce, and which funded posts are vacant; it counts alone.
public struct WorkforceQuestion: Message {
  public let authority: Authority
  public let on: CivilDate?
  public let since: CivilDate?

  public static let name = "workforce"
  public static let words =
    "Who the officers in post are as a workforce, and which funded posts are vacant; it counts alone."
  public static let fields: [Field] = [
    .required("authority", .authority, "the local authority"),
    .optional("on", .date, "the day; default today"),
    .optional("since", .date, "from which day joiners and leavers are counted; default twelve months before"),
  ]
}
