import Contracts

/// A review as a caller names it: by its id, or by the child and a day of it (`protocol.md` §6).
struct WhichReview {
  let review: ReviewID?
  let child: ChildID?
  let reviewOn: CivilDate?
  /// Where the params stand, as a JSON pointer.
  var at = ""

  /// What comes of the search.
  enum Finding {
    /// The child; its review, where one is named or is to come; and the day on which it was held or is booked.
    case found(ChildView, Named?)
    /// Scheduling has not told of it; it would change `stream`.
    case untold(StreamKey, reason: String)
    /// What the caller names does not belong together, or names several reviews.
    case wrong(WhyNot, at: String)
  }

  /// The review that was named.
  struct Named {
    let review: ReviewID
    /// The day on which it was held, or is booked; nil where it is neither.
    let day: CivilDate?
    /// As it was held; nil where it is to come.
    let held: KnownChild.Held?
  }

  /// The review among those that scheduling told of, held or to come. Where only the child is named there is none.
  func find(_ look: Look<ParticipationState>) -> Finding {
    if let review { return find(review, look) }
    guard let child else { preconditionFailure("a review is named by its id, or by child and day") }
    guard let view = look.view(child) else {
      return .untold(.known(child), reason: "scheduling has not told of the child")
    }
    guard let reviewOn else { return .found(view, nil) }
    var named = view.known.reviews.filter { $0.has(day: reviewOn) && view.stands($0) }.map {
      Named(review: $0.review, day: $0.heldOn, held: $0)
    }
    if named.isEmpty {
      named = view.coming(from: reviewOn).filter { $0.bookedOn == reviewOn }.map {
        Named(review: $0.review, day: $0.bookedOn, held: nil)
      }
    }
    guard let only = named.first else {
      return .untold(.known(child), reason: "scheduling has not told of a review of the child held on that day")
    }
    return named.count == 1 ? .found(view, only) : .wrong(.severalReviewsOnThatDay, at: "\(at)/reviewOn")
  }

  private func find(_ review: ReviewID, _ look: Look<ParticipationState>) -> Finding {
    guard case .review(let owner)? = look[.review(review)] else {
      return .untold(.review(review), reason: "scheduling has not told of the review as held")
    }
    if let child, child != owner { return .wrong(.reviewOfAnotherChild, at: "\(at)/child") }
    guard let view = look.view(owner) else {
      return .untold(.known(owner), reason: "scheduling has not told of the review as held")
    }
    if let held = view.known[review], view.stands(held) {
      if let reviewOn, !held.has(day: reviewOn) { return .wrong(.notADayOfTheReview, at: "\(at)/reviewOn") }
      return .found(view, Named(review: review, day: held.heldOn, held: held))
    }
    guard let next = view.coming.first(where: { $0.review == review }) else {
      return .untold(.known(owner), reason: "scheduling has not told of the review as held")
    }
    if let reviewOn, reviewOn != next.bookedOn { return .wrong(.notADayOfTheReview, at: "\(at)/reviewOn") }
    return .found(view, Named(review: review, day: next.bookedOn, held: nil))
  }

  /// As ``find(_:)``, for what can only be said of a review that was held: one to come is waited for.
  func findHeld(_ look: Look<ParticipationState>) -> Finding {
    let finding = find(look)
    guard case .found(let view, let named) = finding, named?.held == nil else { return finding }
    return .untold(.known(view.child), reason: "scheduling has not told of the review as held")
  }
}
