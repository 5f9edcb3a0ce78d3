import Contracts

/// A review as a caller names it: by its id, or by the child and a day of it (`protocol.md` §6).
struct WhichReview {
  let review: ReviewID?
  let child: ChildID?
  let reviewOn: CivilDate?

  /// What comes of the search.
  enum Finding {
    /// The review, whose it is, and the child's date of birth as far as it was told.
    case held(KnownChild.Held, ChildID, dateOfBirth: CivilDate?)
    /// Scheduling has not told of it; it would change `stream`.
    case untold(StreamKey, reason: String)
  }

  /// The review among those that scheduling told of.
  ///
  /// - Throws: -32001 where what the caller names does not belong together, or names several reviews.
  func find(_ look: Look<ParticipationState>) throws(Refusal) -> Finding {
    if let review { return try find(review, look) }
    guard let child, let reviewOn else { preconditionFailure("a review is named by its id, or by child and day") }
    guard case .known(let known)? = look[.known(child)] else {
      return .untold(.known(child), reason: "scheduling has not told of the child")
    }
    let held = known.reviews.filter { $0.has(day: reviewOn) && look.stands($0) }
    guard let only = held.first else {
      return .untold(.known(child), reason: "scheduling has not told of a review of the child held on that day")
    }
    guard held.count == 1 else { throw WhyNot.severalReviewsOnThatDay.at("/reviewOn") }
    return .held(only, child, dateOfBirth: known.dateOfBirth(without: look.withdrawn(child.text)))
  }

  private func find(_ review: ReviewID, _ look: Look<ParticipationState>) throws(Refusal) -> Finding {
    guard case .review(let owner)? = look[.review(review)] else {
      return .untold(.review(review), reason: "scheduling has not told of the review as held")
    }
    if let child, child != owner { throw WhyNot.reviewOfAnotherChild.at("/child") }
    guard case .known(let known)? = look[.known(owner)], let held = known[review], look.stands(held) else {
      return .untold(.known(owner), reason: "scheduling has not told of the review as held")
    }
    if let reviewOn, !held.has(day: reviewOn) { throw WhyNot.notADayOfTheReview.at("/reviewOn") }
    return .held(held, owner, dateOfBirth: known.dateOfBirth(without: look.withdrawn(owner.text)))
  }
}
