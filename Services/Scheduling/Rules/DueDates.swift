public import Contracts
public import Policy

/// A limit on both clocks. A deadline is met on its day.
public struct Due: Codable, Equatable, Sendable {
  /// The statutory limit; nil where the calendar does not know the days, or where no source sets a limit.
  public let dueOn: CivilDate?
  /// The authority's own limit; nil where it has none or the calendar does not know the days.
  public let localDueOn: CivilDate?
  /// Why the limit falls on its day: of the statutory one, or of the local one where that stands alone.
  public let because: Because

  /// A limit of these parts.
  public init(dueOn: CivilDate?, localDueOn: CivilDate?, because: Because) {
    self.dueOn = dueOn
    self.localDueOn = localDueOn
    self.because = because
  }

  /// The day on which either clock runs out first; nil where neither is known.
  public var earliest: CivilDate? {
    [dueOn, localDueOn].compactMap(\.self).min()
  }

  /// The limit whose statutory day comes first, where two clocks run for one child, as when authority to place for
  /// adoption is given between two reviews: the earlier is the safe one. A known day comes before an unknown one.
  public static func earlier(of first: Due, _ second: Due) -> Due {
    guard let firstDay = first.dueOn else { return second.dueOn == nil ? first : second }
    guard let secondDay = second.dueOn else { return first }
    return secondDay < firstDay ? second : first
  }
}

/// When things are due: pure arithmetic over a calendar and a profile.
public enum DueDates {
  /// The limit of a stream's review number 1, 2, 3 … by the calendar and the profile in force.
  ///
  /// The anchor of number 1 is the day on which the stream began: became looked after, first short break, authority to
  /// place, placement for adoption, end of care, strategy discussion. The anchor of a later one is the day on which
  /// the one before was held, not the day on which it was due (CPR 2010 reg 33(2), AAR 2005 reg 36). Nil where neither
  /// statute nor profile sets a limit, as for reviews after care.
  public static func review(
    _ number: Int, in stream: ReviewStream, anchor: CivilDate, calendar: WorkingCalendar, profile: Profile
  ) -> Due? {
    due(limit(ofReview: number, in: stream), anchor: anchor, calendar: calendar, profile: profile)
  }

  /// Any limit from its event, by the calendar and the profile in force; nil where neither statute nor profile sets it.
  public static func due(
    _ limit: Limit, anchor: CivilDate, calendar: WorkingCalendar, profile: Profile
  ) -> Due? {
    guard let span = limit.statutory ?? profile.local[limit] else { return nil }
    let statutory = profile.statutoryEnd(of: limit, from: anchor, by: calendar)
    let local = profile.localEnd(of: limit, from: anchor, by: calendar)
    let because = Because(
      rule: "\(limit.word)-\(span.word)", source: limit.source, anchor: anchor, calendar: calendar.name.text,
      skipped: (limit.statutory == nil ? local : statutory)?.skipped ?? [])
    return Due(dueOn: statutory?.end, localDueOn: local?.end, because: because)
  }

  /// The limit that rules a stream's review of this number, counted from 1.
  public static func limit(ofReview number: Int, in stream: ReviewStream) -> Limit {
    precondition(number >= 1, "reviews are counted from 1")
    switch stream {
    case .lookedAfter: return number == 1 ? .firstReview : number == 2 ? .secondReview : .laterReview
    case .shortBreaks: return number == 1 ? .shortBreaksFirstReview : .shortBreaksLaterReview
    case .authorityToPlace: return number == 1 ? .authorityToPlaceFirstReview : .authorityToPlaceLaterReview
    case .placedForAdoption:
      return number == 1 ? .placedFirstReview : number == 2 ? .placedSecondReview : .placedLaterReview
    case .postCare: return .postCareReview
    case .childProtection:
      return number == 1 ? .initialConference : number == 2 ? .firstReviewConference : .laterReviewConference
    }
  }
}
