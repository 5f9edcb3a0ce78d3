import Contracts

/// The events of scheduling that Participation mirrors.
private enum SchedulingNews: String {
  case childEnteredCare = "child-entered-care"
  case reviewHeld = "review-held"

  /// The kind of scheduling's event; nil where Participation has no use for it.
  init?(_ event: Event, _ service: ServiceName) {
    guard service == .scheduling else { return nil }
    self.init(rawValue: event.type)
  }
}

extension Participation {
  /// The streams that another service's event changes: a child's, and for a review held that of the review as well.
  static func mirrors(_ event: Event, _ service: ServiceName) -> [StreamKey] {
    guard let news = SchedulingNews(event, service), let child = event.data["child"]?.string.flatMap({ ChildID($0) })
    else { return [] }
    switch news {
    case .childEnteredCare: return [.known(child)]
    case .reviewHeld:
      let review = event.data["review"]?.string.flatMap { ReviewID($0) }
      return [.known(child)] + (review.map { [.review($0)] } ?? [])
    }
  }

  /// Folds another service's event into one of those streams. What cannot be read changes nothing; `react` refuses it.
  static func absorb(_ state: inout ParticipationState?, _ stream: StreamKey, _ event: Event, _ service: ServiceName) {
    guard let news = SchedulingNews(event, service) else { return }
    var known = KnownChild()
    if case .known(let before)? = state { known = before }
    switch news {
    case .childEnteredCare:
      guard let entered = try? ChildEnteredCare.decoded(event.data) else { return }
      known.dateOfBirth = entered.dateOfBirth
      state = .known(known)
    case .reviewHeld:
      guard let held = try? ReviewHeld.decoded(event.data) else { return }
      guard stream == .known(held.child) else {
        state = .review(held.child)
        return
      }
      known.keep(
        KnownChild.Held(
          review: held.review, stream: held.stream, meetings: held.meetings, heldOn: held.heldOn,
          completedOn: held.completedOn))
      state = .known(known)
    }
  }

  /// Participation tells nothing of its own because of scheduling's events; those it mirrors must be readable.
  ///
  /// - Throws: a refusal that names what cannot be read, so that the event is parked.
  static func react(
    _ event: Event, _ service: ServiceName, _ look: Look<ParticipationState>, _ moment: Moment
  ) throws(Refusal) -> [Draft] {
    guard let news = SchedulingNews(event, service) else { return [] }
    switch news {
    case .childEnteredCare: _ = try ChildEnteredCare.read(event.data, at: "/data")
    case .reviewHeld: _ = try ReviewHeld.read(event.data, at: "/data")
    }
    return []
  }
}
