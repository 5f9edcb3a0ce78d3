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

  /// The earlier of two limits that run for one child, as when authority to place for adoption is given between two
  /// reviews (`domain.md` §8.3), with both sources in its reason. A known day comes before an unknown one.
  public static func earlier(_ first: Due?, _ second: Due?) -> Due? {
    guard let first else { return second }
    guard let second else { return first }
    let isSecond = (second.dueOn ?? .latest) < (first.dueOn ?? .latest)
    let (ruling, other) = isSecond ? (second, first) : (first, second)
    guard other.dueOn != nil else { return ruling }
    let beside = ruling.dueOn == other.dueOn ? "on the same day as" : "earlier than"
    // Of many clocks, as after several placements for adoption, the sources are told as far as a reason holds them.
    let both = "\(ruling.because.source), \(beside) \(other.because.source)"
    let because = Because(
      rule: ruling.because.rule, source: both.utf8.count <= 200 ? both : ruling.because.source,
      anchor: ruling.because.anchor, calendar: ruling.because.calendar, skipped: ruling.because.skipped)
    let local = [first.localDueOn, second.localDueOn].compactMap(\.self).min()
    return Due(dueOn: ruling.dueOn, localDueOn: local, because: because)
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
  ///
  /// A limit that an instrument relaxed, as the six months between reviews from April to September 2020, runs anew from
  /// the end of the time of relief (`domain.md` §1.2).
  public static func due(
    _ limit: Limit, anchor: CivilDate, calendar: WorkingCalendar, profile: Profile
  ) -> Due? {
    guard let span = profile.statutorySpan(of: limit) ?? profile.local[limit] else { return nil }
    let statutory = profile.statutoryEnd(of: limit, from: anchor, by: calendar)
    let local = profile.localEnd(of: limit, from: anchor, by: calendar)
    let relaxed = statutory.flatMap { profile.relaxed(limit, fallingOn: $0.end, by: calendar) }
    let skipped = (profile.statutorySpan(of: limit) == nil ? local : relaxed?.reckoning ?? statutory)?.skipped ?? []
    let because = Because(
      rule: "\(limit.word)-\(span.word)\(relaxed == nil ? "" : "-relaxed")",
      source: profile.source(of: limit) + (relaxed.map { ", relaxed by \($0.relaxation.source)" } ?? ""),
      anchor: anchor, calendar: calendar.name.text, skipped: skipped)
    return Due(dueOn: relaxed?.reckoning.end ?? statutory?.end, localDueOn: local?.end, because: because)
  }

  /// The days alone on which a limit from its event ends; nil where neither statute nor profile sets it.
  static func days(
    _ limit: Limit, anchor: CivilDate, calendar: WorkingCalendar, profile: Profile
  ) -> (statutory: CivilDate?, local: CivilDate?)? {
    guard profile.statutorySpan(of: limit) != nil || profile.local[limit] != nil else { return nil }
    let statutory = profile.statutoryEnd(of: limit, from: anchor, by: calendar)?.end
    let relaxed = statutory.flatMap { profile.relaxed(limit, fallingOn: $0, by: calendar)?.reckoning.end }
    return (relaxed ?? statutory, profile.localEnd(of: limit, from: anchor, by: calendar)?.end)
  }

  /// The limit that rules a stream's review of this number, counted from 1.
  public static func limit(ofReview number: Int, in stream: ReviewStream) -> Limit {
    precondition(number >= 1, "reviews are counted from 1")
    switch stream {
    case .lookedAfter, .shortBreaks, .authorityToPlace, .placedForAdoption: return Cadence.of(stream).limit(number)
    case .postCare, .intercountryAdoption: return .postCareReview
    case .courtDirected: return .courtDirectedReview
    case .childProtection:
      return number == 1 ? .initialConference : number == 2 ? .firstReviewConference : .laterReviewConference
    }
  }
}

extension AdoptedPolicy {
  /// The limit from its event, by the calendar and the profile that held then.
  func due(_ limit: Limit, from anchor: CivilDate) -> Due? {
    DueDates.due(limit, anchor: anchor, calendar: calendar, profile: profile(on: anchor))
  }

  /// The days on which a limit from an event ends on both clocks; nil where neither statute nor profile sets it.
  func days(_ limit: Limit, from anchor: CivilDate) -> (statutory: CivilDate?, local: CivilDate?)? {
    DueDates.days(limit, anchor: anchor, calendar: calendar, profile: profile(on: anchor))
  }
}
