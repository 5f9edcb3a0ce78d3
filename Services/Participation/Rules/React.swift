import Contracts

/// The events of scheduling that Participation mirrors.
private enum SchedulingNews: String {
  case childEnteredCare = "child-entered-care"
  case childDetailsChanged = "child-details-changed"
  case reviewHeld = "review-held"
  case factWithdrawn = "fact-withdrawn"

  /// The kind of scheduling's event; nil where Participation has no use for it.
  init?(_ event: Event, _ service: ServiceName) {
    guard service == .scheduling else { return nil }
    self.init(rawValue: event.type)
  }
}

extension Participation {
  /// The streams that another service's event changes: a child's, and for a review held that of the review as well. An
  /// event withdrawn is kept for the child or the review it is about.
  static func mirrors(_ event: Event, _ service: ServiceName) -> [StreamKey] {
    guard let news = SchedulingNews(event, service) else { return [] }
    let child = event.data["child"]?.string.flatMap { ChildID($0) }
    let known = child.map { [StreamKey.known($0)] } ?? []
    switch news {
    case .childEnteredCare: return known
    case .childDetailsChanged: return event.data["dateOfBirth"] == nil ? [] : known
    case .reviewHeld:
      let review = event.data["review"]?.string.flatMap { ReviewID($0) }
      return known.isEmpty ? [] : known + (review.map { [.review($0)] } ?? [])
    case .factWithdrawn: return ReviewID(event.subject).map { [.withdrawn($0.text)] } ?? []
    }
  }

  /// Folds another service's event into one of those streams. What cannot be read changes nothing; `react` refuses it.
  static func absorb(_ state: inout ParticipationState?, _ stream: StreamKey, _ event: Event, _ service: ServiceName) {
    guard let news = SchedulingNews(event, service) else { return }
    let mark = EventMark(event.key)
    var known = KnownChild()
    if case .known(let before)? = state { known = before }
    switch news {
    case .childEnteredCare:
      guard let entered = try? ChildEnteredCare.decoded(event.data) else { return }
      known.keep(
        KnownChild.Birth(event: mark, from: entered.enteredOn, dateOfBirth: entered.dateOfBirth, isChange: false))
      state = .known(known)
    case .childDetailsChanged:
      guard let changed = try? ChildDetailsChanged.decoded(event.data), let birth = changed.dateOfBirth else { return }
      known.keep(KnownChild.Birth(event: mark, from: changed.changedOn, dateOfBirth: birth, isChange: true))
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
          completedOn: held.completedOn, event: mark))
      state = .known(known)
    case .factWithdrawn:
      guard let withdrawal = try? FactWithdrawn.decoded(event.data) else { return }
      var withdrawn = WithdrawnEvents()
      if case .withdrawn(let before)? = state { withdrawn = before }
      withdrawn.events.append(EventMark(withdrawal.key))
      state = .withdrawn(withdrawn)
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
    case .childDetailsChanged: _ = try ChildDetailsChanged.read(event.data, at: "/data")
    case .reviewHeld: _ = try ReviewHeld.read(event.data, at: "/data")
    case .factWithdrawn: _ = try FactWithdrawn.read(event.data, at: "/data")
    }
    return []
  }
}
