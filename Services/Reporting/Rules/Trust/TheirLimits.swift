import Contracts
import Policy

extension Facts {
  /// The same with the local limits of another profile: what a review's own limit would have been, from the day from
  /// which its statutory one was reckoned, by the built-in calendar. A limit that no span of the profile rules, such as
  /// one that a court directed, has none of its own.
  func reckoned(by profile: Profile) -> Facts {
    var theirs = self
    var told: [String: Because] = [:]
    for one in self.told where one.type == ReviewHeld.name || one.type == ReviewDue.name {
      guard let review = one["review"], let because: Because = try? one.data["because"]?.decode() else { continue }
      told[review] = because
    }
    theirs.reviews = reviews.map { review in
      guard let because = told[review.review.text], let dueOn = review.dueOn else { return review.limited(to: nil) }
      let limit = Limit.ruling(because.rule)
      let end = limit.flatMap { profile.localEnd(of: $0, from: because.anchor, by: BankHolidays.englandAndWales)?.end }
      return review.limited(to: end.flatMap { $0 < dueOn ? $0 : nil })
    }
    return theirs
  }
}

extension Limit {
  /// The limit that a reason's rule names: its word, and behind it how long it is.
  fileprivate static func ruling(_ rule: String) -> Limit? {
    allCases.filter { rule == $0.word || rule.hasPrefix($0.word + "-") }.max { $0.word.count < $1.word.count }
  }
}

extension HeldReview {
  /// The same review with another local limit.
  fileprivate func limited(to localDueOn: CivilDate?) -> HeldReview {
    HeldReview(
      review: review, child: child, stream: stream, heldOn: heldOn, completedOn: completedOn, dueOn: dueOn,
      localDueOn: localDueOn, isInTimescale: isInTimescale, lateReason: lateReason, code: code,
      recordWorkingDays: recordWorkingDays, isSeen: isSeen, isAudited: isAudited)
  }
}

extension Measured {
  /// Whether the same records are counted, and set against the same.
  func isSame(as other: Measured) -> Bool {
    numerator == other.numerator && denominatorRecords == other.denominatorRecords
  }
}
