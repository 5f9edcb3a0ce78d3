/// Of what a sample is drawn.
public enum SampleSubject: String, CaseIterable, Codable, Hashable, Sendable {
  /// Second reviews held in the span.
  case secondReviews = "second-reviews"
  /// Letters to children issued in the span.
  case letters
  /// Reviews' records completed in the span.
  case records
  /// Children in care in the span.
  case children
  /// Children in a cohort in the span.
  case cohort
}

/// One that was drawn: a child, or a child's review.
public struct SampleMember: Codable, Hashable, Sendable {
  /// The child.
  public let child: ChildID
  /// The review.
  public let review: ReviewID?

  /// The members of one drawn.
  public static let fields: [Field] = [
    .required("child", .identifier, "the child"),
    .optional("review", .review, "the review"),
  ]

  /// One drawn, by its members.
  public init(
    child: ChildID, review: ReviewID? = nil
  ) {
    self.child = child
    self.review = review
  }
}

/// Draws a sample that anybody can draw again from its seed.
public struct DrawSample: Message {
  public let sample: SampleID?
  public let of: SampleSubject
  public let cohort: KebabWord?
  public let from: CivilDate
  public let to: CivilDate
  public let size: Int?
  public let share: Int?
  public let seed: Int
  public let purpose: KebabWord?

  public static let name = "draw-sample"
  public static let words = "Draws a sample that anybody can draw again from its seed."
  public static let fields: [Field] = [
    .optional("sample", .review, "the sample; assigned where it is left out"),
    .required("of", .oneOf(SampleSubject.allCases.map(\.rawValue)), "of what it is drawn"),
    .optional("cohort", .word, "the cohort; for a sample of one"),
    .required("from", .date, "the first day"),
    .required("to", .date, "the last day"),
    .optional("size", .integer(1...500), "how many to draw"),
    .optional("share", .integer(1...100), "how many in a hundred to draw, where size is left out"),
    .required("seed", .integer(0...9_007_199_254_740_991), "the number from which the choice follows"),
    .optional("purpose", .word, "what for"),
  ]
}

/// A sample was drawn.
public struct SampleDrawn: Message {
  public let sample: SampleID
  public let of: SampleSubject
  public let cohort: KebabWord?
  public let from: CivilDate
  public let to: CivilDate
  public let seed: Int
  public let population: Int
  public let drawn: [SampleMember]
  public let purpose: KebabWord?

  public static let name = "sample-drawn"
  public static let words = "A sample was drawn."
  public static let fields: [Field] = [
    .required("sample", .review, "the sample"),
    .required("of", .oneOf(SampleSubject.allCases.map(\.rawValue)), "of what it is drawn"),
    .optional("cohort", .word, "the cohort; for a sample of one"),
    .required("from", .date, "the first day"),
    .required("to", .date, "the last day"),
    .required("seed", .integer(0...9_007_199_254_740_991), "the number from which the choice follows"),
    .required("population", .integer(0...100_000), "of how many it was drawn"),
    .required("drawn", .list(.object(SampleMember.fields), 0...500), "what was drawn, in the order drawn"),
    .optional("purpose", .word, "what for"),
  ]

  /// The event by its members.
  public init(
    sample: SampleID, of: SampleSubject, cohort: KebabWord? = nil, from: CivilDate, to: CivilDate, seed: Int,
    population: Int, drawn: [SampleMember], purpose: KebabWord? = nil
  ) {
    self.sample = sample
    self.of = of
    self.cohort = cohort
    self.from = from
    self.to = to
    self.seed = seed
    self.population = population
    self.drawn = drawn
    self.purpose = purpose
  }
}

/// Records what was found in one of a sample.
public struct RecordFinding: Message {
  public let sample: SampleID
  public let child: ChildID
  public let review: ReviewID?
  public let finding: KebabWord
  public let on: CivilDate
  public let grade: KebabWord?
  public let action: String?
  public let owner: KebabWord?
  public let dueOn: CivilDate?

  public static let name = "record-finding"
  public static let words = "Records what was found in one of a sample."
  public static let fields: [Field] = [
    .required("sample", .review, "the sample"),
    .required("child", .identifier, "the child"),
    .optional("review", .review, "the review"),
    .required("finding", .word, "what was found"),
    .required("on", .date, "when"),
    .optional("grade", .word, "how good it was"),
    .optional("action", .text(1...200), "what is to be done about it: it becomes a recommendation"),
    .optional("owner", .word, "the role that answers for the action"),
    .optional("dueOn", .date, "by when the action is to be done"),
  ]
}

/// What was found in one of a sample was recorded.
public struct FindingRecorded: Message {
  public let sample: SampleID
  public let child: ChildID
  public let review: ReviewID?
  public let finding: KebabWord
  public let on: CivilDate
  public let grade: KebabWord?
  public let action: String?
  public let owner: KebabWord?
  public let dueOn: CivilDate?
  public let recommendation: RecommendationID?

  public static let name = "finding-recorded"
  public static let words = "What was found in one of a sample was recorded."
  public static let fields: [Field] = [
    .required("sample", .review, "the sample"),
    .required("child", .identifier, "the child"),
    .optional("review", .review, "the review"),
    .required("finding", .word, "what was found"),
    .required("on", .date, "when"),
    .optional("grade", .word, "how good it was"),
    .optional("action", .text(1...200), "what is to be done about it"),
    .optional("owner", .word, "the role that answers for the action"),
    .optional("dueOn", .date, "by when the action is to be done"),
    .optional("recommendation", .review, "the recommendation that the action became"),
  ]

  /// The event by its members.
  public init(
    sample: SampleID, child: ChildID, review: ReviewID? = nil, finding: KebabWord, on: CivilDate,
    grade: KebabWord? = nil, action: String? = nil, owner: KebabWord? = nil, dueOn: CivilDate? = nil,
    recommendation: RecommendationID? = nil
  ) {
    self.sample = sample
    self.child = child
    self.review = review
    self.finding = finding
    self.on = on
    self.grade = grade
    self.action = action
    self.owner = owner
    self.dueOn = dueOn
    self.recommendation = recommendation
  }
}
