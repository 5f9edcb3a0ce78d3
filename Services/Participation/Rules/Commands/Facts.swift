import Contracts

/// The facts that Participation takes from outside (`protocol.md` §4).
enum ParticipationFact: String, CaseIterable {
  case consultationReturned = "consultation-returned"
  case viewsRecorded = "views-recorded"
  case feedbackRecorded = "feedback-recorded"
}

extension Participation {
  /// What comes of a fact published from outside, beside the fact itself: a code that is proposed because of it.
  ///
  /// - Throws: why not; see `WhyNot`.
  static func take(
    _ event: Event, _ look: Look<ParticipationState>, _ moment: Moment
  ) throws(Refusal) -> Taking {
    guard let fact = ParticipationFact(rawValue: event.type) else { throw WhyNot.unknownType.at("/event/type") }
    let at = "/event/data"
    switch fact {
    case .consultationReturned:
      let told = try ConsultationReturned.of(event, at: at)
      let answered = try answered(told.consultation, told.token, told.child, told.on, at: at, look, moment)
      let proposals = answered.proposals(told.on, told.channel)
      return .taken { proposals }
    case .viewsRecorded: return try take(ViewsRecorded.of(event, at: at), at: at, look, moment)
    case .feedbackRecorded:
      switch try place(of: FeedbackRecorded.of(event, at: at), at: at, look, moment) {
      case .wrong(let why, let place): throw why.at(place)
      case .untold(let stream, let reason): return .waits(on: stream, reason: reason)
      case .anybody, .child: return .taken { [] }
      }
    }
  }

  private static func take(
    _ views: ViewsRecorded, at: String, _ look: Look<ParticipationState>, _ moment: Moment
  ) throws(Refusal) -> Taking {
    var objections = Objections()
    objections.add(.inFuture, at: "\(at)/on", if: views.on > moment.today)
    let finding = WhichReview(review: views.review, child: views.child, reviewOn: nil, at: at).find(look)
    if case .wrong(let why, let place) = finding { objections.add(why, at: place) }
    try objections.settle()
    switch finding {
    case .wrong(let why, let place): throw why.at(place)
    case .untold(let stream, let reason): return .waits(on: stream, reason: reason)
    case .found(let view, _):
      var after = view
      after.voice.keep(views)
      let proposals = Contradiction.proposals(after)
      return .taken { proposals }
    }
  }
}
