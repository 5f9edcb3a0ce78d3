public import Contracts

/// Something that a service told, as it was told: what has no row of its own in the facts.
public struct Happening: Sendable {
  /// The service that told it.
  public let service: ServiceName
  /// Its place in that service's journal.
  public let sequence: Sequence
  /// What happened.
  public let type: String
  /// The child, where it is about one.
  public let child: String?
  /// The day on which it happened.
  public let day: CivilDate
  /// When it became known.
  public let known: Timestamp
  /// When its source wrote it down, where that was said.
  public let recorded: Timestamp?
  /// The system that said it.
  public let source: String
  /// Its id there.
  public let id: String
  /// What happened, in particular.
  public let data: JSON

  /// What was told, by its parts.
  public init(
    service: ServiceName, sequence: Sequence, type: String, child: String?, day: CivilDate, known: Timestamp,
    recorded: Timestamp?, source: String, id: String, data: JSON
  ) {
    self.service = service
    self.sequence = sequence
    self.type = type
    self.child = child
    self.day = day
    self.known = known
    self.recorded = recorded
    self.source = source
    self.id = id
    self.data = data
  }

  /// The record: the service and the place in its journal.
  var record: String { "\(service.rawValue)/\(sequence.number)" }

  /// The text of a member.
  subscript(_ member: String) -> String? { data[member]?.string }

  /// The day of a member.
  func date(_ member: String) -> CivilDate? { data[member]?.string.flatMap { CivilDate($0) } }

  /// Whether a member is true.
  func says(_ member: String) -> Bool { data[member]?.boolean ?? false }
}

/// A type of event that is kept as it was told: by whom it is told, and where its day stands.
public struct Kind: Sendable {
  /// The type.
  public let type: String
  /// The service that tells it.
  public let service: ServiceName
  private let days: [String]
  private let check: @Sendable (JSON) throws(Refusal) -> Void

  init(_ message: (some Message).Type, _ service: ServiceName, _ days: String...) {
    type = message.name
    self.service = service
    self.days = days
    check = { data throws(Refusal) in _ = try message.read(data, at: "/data") }
  }

  /// Refuses data that is not of the type.
  func read(_ data: JSON) throws(Refusal) { try check(data) }

  /// The day on which an event of this type happened: what its data says, or else the day in London on which it became
  /// known.
  public func day(of event: Event, known: Timestamp) -> CivilDate {
    days.lazy.compactMap { event.data[$0]?.string.flatMap { CivilDate($0) } }.first ?? known.londonDate
  }

  /// The review, conference, dispute or other thing that an event is about; nil where it is about the child alone.
  public static func thing(of event: Event) -> String? {
    let names = ["review", "conference", "dispute", "consultation", "promise", "officer", "clinic"]
    return names.lazy.compactMap { event.data[$0]?.string }.first
  }

  /// The kind of an event; nil where nothing is kept of it.
  public static func of(_ event: Event, from service: ServiceName) -> Kind? {
    byName["\(service.rawValue) \(event.type)"]
  }

  private static let byName = Dictionary(
    uniqueKeysWithValues: all.map { ("\($0.service.rawValue) \($0.type)", $0) })

  /// Every kind.
  static let all: [Kind] = care + reviews + work + voice + challenges

  private static let care: [Kind] = [
    Kind(ChildEnteredCare.self, .scheduling, "enteredOn"), Kind(ChildLeftCare.self, .scheduling, "leftOn"),
    Kind(LegalStatusChanged.self, .scheduling, "changedOn"), Kind(PlacementChanged.self, .scheduling, "changedOn"),
    Kind(ChildDetailsChanged.self, .scheduling, "changedOn"), Kind(CarePlanChanged.self, .scheduling, "changedOn"),
    Kind(PermanencePlanSet.self, .scheduling, "setOn"),
    Kind(MilestoneRecorded.self, .scheduling, "doneOn", "dueOn"),
    Kind(ChildProtectionRecorded.self, .scheduling, "on"), Kind(CourtEventRecorded.self, .scheduling, "on"),
    Kind(MissingEpisodeRecorded.self, .scheduling, "from"), Kind(ComplaintMade.self, .scheduling, "on"),
    Kind(OfficerAllocated.self, .scheduling, "on"), Kind(OfficerRegistered.self, .scheduling, "from"),
    Kind(OfficerChanged.self, .scheduling, "from"), Kind(NotificationLate.self, .scheduling, "enteredOn"),
    Kind(CohortJoined.self, .scheduling, "on"), Kind(CohortLeft.self, .scheduling, "on"),
    Kind(DeadlineApproaching.self, .scheduling, "dueOn"), Kind(DeadlineMissed.self, .scheduling, "dueOn"),
  ]

  private static let reviews: [Kind] = [
    Kind(ReviewDue.self, .scheduling, "dueOn"), Kind(ReviewHeld.self, .scheduling, "completedOn"),
    Kind(ReviewBooked.self, .scheduling, "on"), Kind(ReviewMoved.self, .scheduling, "on"),
    Kind(ReviewAdjourned.self, .scheduling, "on"), Kind(ReviewCancelled.self, .scheduling),
    Kind(EarlyReviewDecided.self, .scheduling), Kind(RecordCompleted.self, .scheduling, "completedOn"),
    Kind(RecordDistributed.self, .scheduling, "on"), Kind(LetterIssued.self, .scheduling, "on"),
    Kind(ConferenceHeld.self, .scheduling, "on"), Kind(ConferenceRecordDistributed.self, .scheduling, "on"),
  ]

  private static let work: [Kind] = [
    Kind(PreDiscussionRecorded.self, .scheduling, "on"), Kind(VisitRecorded.self, .scheduling, "on"),
    Kind(OversightRecorded.self, .scheduling, "on"), Kind(ContactRecorded.self, .scheduling, "on"),
    Kind(MidwayReviewHeld.self, .scheduling, "on"), Kind(DocumentRecorded.self, .scheduling, "on"),
    Kind(AuditCompleted.self, .scheduling, "on"), Kind(RecommendationMade.self, .scheduling),
    Kind(RecommendationClosed.self, .scheduling, "on"), Kind(SampleDrawn.self, .scheduling, "to"),
    Kind(FindingRecorded.self, .scheduling, "on"), Kind(ActivityRecorded.self, .scheduling, "on"),
  ]

  private static let voice: [Kind] = [
    Kind(ConsultationSent.self, .participation, "on"), Kind(ConsultationReturned.self, .participation, "on"),
    Kind(ViewsRecorded.self, .participation, "on"), Kind(AttendanceRecorded.self, .participation),
    Kind(ParticipationRecorded.self, .participation, "reviewOn"), Kind(InvitationSent.self, .participation, "on"),
    Kind(ParticipationMissing.self, .participation, "dueOn"), Kind(PreferenceRecorded.self, .participation, "on"),
    Kind(AdvocacyOffered.self, .participation, "on"), Kind(AdvocacyReferred.self, .participation, "on"),
    Kind(IndependentVisitorOffered.self, .participation, "on"), Kind(InformationGiven.self, .participation, "on"),
    Kind(InterpreterArranged.self, .participation, "on"), Kind(SurveyOpened.self, .participation, "opensOn"),
    Kind(SurveyAnswered.self, .participation, "on"), Kind(FeedbackRecorded.self, .participation, "on"),
    Kind(PromiseMade.self, .participation, "on"), Kind(PromiseKept.self, .participation, "on"),
    Kind(ChildUnheard.self, .participation),
  ]

  private static let challenges: [Kind] = [
    Kind(DisputeRaised.self, .disputes, "raisedOn"), Kind(DisputeResponded.self, .disputes, "on"),
    Kind(DisputeEscalated.self, .disputes, "on"), Kind(DisputeResolved.self, .disputes, "on"),
    Kind(RemedyEvidenced.self, .disputes, "on"), Kind(ReferredToCafcass.self, .disputes, "on"),
    Kind(LegalAdviceSought.self, .disputes, "on"), Kind(ThemeDeclared.self, .disputes, "on"),
    Kind(GoodPracticeRecorded.self, .disputes, "on"), Kind(ClinicHeld.self, .disputes, "on"),
    Kind(CourtViewFiled.self, .disputes, "on"),
  ]
}
