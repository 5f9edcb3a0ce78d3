public import Contracts
public import Policy

/// All that is known of one authority and one period, as of one moment: what every figure and table is counted from.
public struct Facts: Sendable {
  /// The first day.
  public let from: CivilDate
  /// The last day.
  public let to: CivilDate
  /// Periods of care that overlap the day before `from` up to `to`, in order of child and day of entry.
  public var periods: [PeriodOfCare] = [] {
    didSet { held = (held(on: start), held(on: to)) }
  }
  /// Those of them that held on the day before `from`, and on `to`: what most figures ask for.
  private var held: (atStart: [PeriodOfCare], atEnd: [PeriodOfCare]) = ([], [])
  /// Reviews that were complete within the period, in order of id.
  public var reviews: [HeldReview] = []
  /// Initial child protection conferences held within the period, in order of id.
  public var conferences: [InitialConference] = []
  /// Limits of reviews that fall within the period, in order of review.
  public var limits: [ReviewLimit] = []
  /// Disputes raised within the period, in order of id.
  public var disputes: [RaisedDispute] = []
  /// Steps of disputes within the period, in order of day and of telling.
  public var steps: [DisputeStep] = []
  /// Disputes that ended within the period, in order.
  public var resolved: [DisputeID] = []
  /// Disputes referred to Cafcass within the period, in order, each once.
  public var referred: [DisputeID] = []
  /// Officers in post on `to`, in order of id.
  public var officers: [OfficerInPost] = []
  /// Answers to surveys within the period, in order of survey, question and answer.
  public var answers: [AnswerGiven] = []
  /// What is kept as it was told, in order of service and of telling.
  public var told: [Happening] = []
  /// The same facts of parts of the period, where a table sets them side by side, each with its name.
  public var parts: [(name: String, facts: Facts)] = []
  /// Children to one full-time officer, the guide of the profile that holds on `to`.
  public var guide = Profile.baselineCaseload
  /// The age bands of the profile that holds on `to`; nil where it has none of its own.
  public var bands: [AgeBand]?
  /// How the profile that holds on `to` counts and prints figures; what all share where it says nothing.
  public var rules: FigureRules = .baseline
  /// Children of whom something was told within the period that only an entry into care makes possible, though none was
  /// told, in order.
  public var strangers: [ChildID] = []
  /// The kinds of records of which anybody told anything that happened by the end of the period.
  public var evidence: Evidence = []
  /// What rates per 10,000 are set against.
  public internal(set) var populations: Populations = .none
  /// The form in which the profile that holds on `to` has reports printed; nil where it names none.
  public var reportForm: KebabWord?

  /// Facts of a period, as yet without any.
  public init(from: CivilDate, to: CivilDate) {
    precondition(from <= to, "a period ends before it begins")
    self.from = from
    self.to = to
  }

  /// Takes the age bands, the rules of figures and the report's form of an adopted profile, as the event of its
  /// adoption holds it.
  ///
  /// - Throws: what is wrong with the profile; one that was applied was read before.
  public mutating func adopt(_ profile: JSON) throws(PolicyFaults) {
    let profile = try Profile(json: profile)
    bands = profile.ageBands
    guide = profile.caseload
    rules = profile.figures
    reportForm = profile.reportForm
  }

  /// Whether the authority leaves small numbers out of what it publishes.
  public var suppresses: Bool { rules.suppresses }

  /// The day before the period: "at start".
  public var start: CivilDate { from.adding(days: -1) }

  /// Whether a day lies within the period.
  public func holds(_ day: CivilDate) -> Bool { from <= day && day <= to }

  /// The periods of care of a child, in order of the day of entry.
  func periods(of child: ChildID) -> ArraySlice<PeriodOfCare> {
    var (low, high) = (0, periods.count)
    while low < high {
      let middle = (low + high) / 2
      if periods[middle].child < child { low = middle + 1 } else { high = middle }
    }
    return periods[low...].prefix { $0.child == child }
  }

  /// The periods of care that held on `day`, one a child: where two overlap, the later one.
  public func inCare(on day: CivilDate) -> [PeriodOfCare] {
    day == to ? held.atEnd : day == start ? held.atStart : held(on: day)
  }

  private func held(on day: CivilDate) -> [PeriodOfCare] {
    var found: [PeriodOfCare] = []
    for period in periods where period.holds(day) {
      if found.last?.child == period.child { found.removeLast() }
      found.append(period)
    }
    return found
  }

  /// Periods of care that began within the period, of children whose age on that day is among `ages`.
  public func entered(_ ages: AgeRange? = nil) -> [PeriodOfCare] {
    periods.filter { holds($0.enteredOn) && ages?.holds($0.ageAtEntry) ?? true }
  }

  /// Periods of care that ended within the period.
  public var left: [PeriodOfCare] { periods.filter { $0.leftOn.map(holds) ?? false } }

  /// The first and the last day of every month that the period touches, and the month as `YYYY-MM`; never beyond `to`.
  public var months: [(name: String, end: CivilDate)] {
    var months: [(name: String, end: CivilDate)] = []
    var first = from.adding(days: 1 - from.day)
    while first <= to {
      let next = first.adding(months: 1)
      months.append((first.yearMonth, min(next.adding(days: -1), to)))
      guard next > first else { break }
      first = next
    }
    return months
  }
}

/// A review that was held, with what else is known of it.
public struct HeldReview: Sendable {
  /// The review.
  public let review: ReviewID
  /// The child.
  public let child: ChildID
  /// The stream that it belongs to.
  public let stream: ReviewStream
  /// The first meeting.
  public let heldOn: CivilDate
  /// The day on which it was complete, on which it counts.
  public let completedOn: CivilDate
  /// The statutory limit as last told; nil where none is known.
  public let dueOn: CivilDate?
  /// The authority's own limit as last told, where it is earlier.
  public let localDueOn: CivilDate?
  /// Whether it was held on or before the limit as last told; nil where no limit is known.
  public let isInTimescale: Bool?
  /// Why it was late, where somebody said so.
  public let lateReason: String?
  /// How the child took part, as last recorded; nil where nothing was.
  public let code: ParticipationCode?
  /// Working days from the review to its record; nil where there is none, or beyond the known calendar.
  public let recordWorkingDays: Int?
  /// Whether the child was seen before it; false where that was not asked for.
  public let isSeen: Bool
  /// Whether it was audited on the day of the first meeting at the latest; false where that was not asked for.
  public let isAudited: Bool

  /// A review by its parts.
  public init(
    review: ReviewID, child: ChildID, stream: ReviewStream, heldOn: CivilDate, completedOn: CivilDate,
    dueOn: CivilDate?, localDueOn: CivilDate?, isInTimescale: Bool?, lateReason: String?, code: ParticipationCode?,
    recordWorkingDays: Int?, isSeen: Bool, isAudited: Bool
  ) {
    self.review = review
    self.child = child
    self.stream = stream
    self.heldOn = heldOn
    self.completedOn = completedOn
    self.dueOn = dueOn
    self.localDueOn = localDueOn
    self.isInTimescale = isInTimescale
    self.lateReason = lateReason
    self.code = code
    self.recordWorkingDays = recordWorkingDays
    self.isSeen = isSeen
    self.isAudited = isAudited
  }

  /// Whether it was held on or before the authority's own limit, or the statutory one where it has none of its own.
  public var isInLocalTimescale: Bool? { localDueOn.map { heldOn <= $0 } ?? isInTimescale }
}

/// A review's limit, as last told, and whether the review was held.
public struct ReviewLimit: Sendable {
  /// The review.
  public let review: ReviewID
  /// The child.
  public let child: ChildID
  /// The statutory limit.
  public let dueOn: CivilDate
  /// The day from which it was reckoned; nil where that was not told.
  public let anchor: CivilDate?
  /// The first meeting; nil where the review was not held.
  public let heldOn: CivilDate?

  /// A limit by its parts.
  public init(review: ReviewID, child: ChildID, dueOn: CivilDate, anchor: CivilDate?, heldOn: CivilDate?) {
    self.review = review
    self.child = child
    self.dueOn = dueOn
    self.anchor = anchor
    self.heldOn = heldOn
  }
}

/// A dispute as it was raised.
public struct RaisedDispute: Sendable {
  /// The dispute.
  public let dispute: DisputeID
  /// How it was raised.
  public let kind: KebabWord
  /// The stage where it stood, or to which it went.
  public let stage: KebabWord
  /// What it is about.
  public let theme: KebabWord

  /// A dispute by its parts.
  public init(dispute: DisputeID, kind: KebabWord, stage: KebabWord, theme: KebabWord) {
    self.dispute = dispute
    self.kind = kind
    self.stage = stage
    self.theme = theme
  }
}

/// A dispute's step to another stage.
public struct DisputeStep: Sendable {
  /// The dispute.
  public let dispute: DisputeID
  /// The stage where it stood, or to which it went.
  public let stage: KebabWord

  /// A step by its parts.
  public init(dispute: DisputeID, stage: KebabWord) {
    self.dispute = dispute
    self.stage = stage
  }
}

/// An initial child protection conference that was held.
public struct InitialConference: Sendable {
  /// The conference.
  public let conference: ConferenceID
  /// Whether it was held within its limit; nil where no limit is known.
  public let isInTimescale: Bool?

  /// A conference by its parts.
  public init(conference: ConferenceID, isInTimescale: Bool?) {
    self.conference = conference
    self.isInTimescale = isInTimescale
  }
}

/// One answer to one question of a survey.
public struct AnswerGiven: Sendable {
  /// The survey.
  public let survey: SurveyID
  /// The question.
  public let question: KebabWord
  /// The answer.
  public let answer: KebabWord
  /// The record: `survey/question/sequence`, the sequence being that of the event in participation's journal.
  public let id: String

  /// An answer told at `sequence`.
  public init(survey: SurveyID, question: KebabWord, answer: KebabWord, sequence: Sequence) {
    self.survey = survey
    self.question = question
    self.answer = answer
    id = "\(survey)/\(question)/\(sequence.number)"
  }
}
