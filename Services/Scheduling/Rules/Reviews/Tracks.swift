import Contracts
import Policy

/// The reviews that run beside those in care: after care, by a court's direction, of intercountry adoption, and child
/// protection conferences.
enum Tracks {
  /// The next review of each track that runs for a child, as known on a day.
  static func beside(
    _ child: ChildRecord, _ periods: [CarePeriod], _ policy: AdoptedPolicy, on today: CivilDate
  ) -> [ReviewClock.Place] {
    var places: [ReviewClock.Place] = []
    if let run = child.nextConference() {
      let limit = policy.due(run.limit, from: run.anchor).flatMap(ReviewLimit.init)
      places.append(.init(stream: .childProtection, number: run.number, limit: limit))
    }
    if child.court.contains(where: { $0.event == .reviewDirected }), let place = directed(child, policy) {
      places.append(place)
    }
    for stream in [ReviewStream.postCare, .intercountryAdoption] where policy.mayExtend(stream) {
      if let place = extra(stream, child, periods, policy, on: today) { places.append(place) }
    }
    return places
  }

  /// Whether a review that was told may still be due, by the facts alone: a fold knows no policy.
  static func mayRun(_ due: OpenReview, _ child: ChildRecord) -> Bool {
    let anchor = due.limit.because.anchor
    guard due.stream.track == .care || child.ended(due.stream) < anchor else { return false }
    switch due.stream.track {
    case .care: return child.isInCare
    case .protection: return child.nextConference() != nil
    case .court:
      return child.court.contains {
        $0.event == .reviewDirected && ($0.on == anchor || $0.on < anchor && anchor < $0.until ?? .earliest)
      }
    case .intercountry: return true
    case .afterCare:
      guard let born = child.dateOfBirth, anchor == born.anniversary(years: 18) || anchor == born.anniversary(years: 16)
      else { return !child.isInCare }
      return child.isInCare(on: anchor.adding(days: -1))
    }
  }

  /// The next day after `last` on which time alone opens a track: a birthday that the profile has a review follow.
  static func nextDay(_ child: ChildRecord, _ policy: AdoptedPolicy, after last: CivilDate) -> CivilDate? {
    guard policy.mayExtend(.postCare) || policy.mayExtend(.intercountryAdoption), let born = child.dateOfBirth else {
      return nil
    }
    let birthdays = [(16, ExtraReview.Cause.sixteenthBirthday), (18, .eighteenthBirthday)].compactMap { years, cause in
      let day = born.anniversary(years: years)
      let isWanted = last < day && policy.rules(on: day).contains { $0.after == cause }
      return isWanted && child.isInCare(on: day.adding(days: -1)) ? day : nil
    }
    return birthdays.min()
  }

  // MARK: By direction of a court

  /// The next review that a court has directed: by the day it gave, or at the profile's interval, else six months,
  /// until the day it gave.
  private static func directed(_ child: ChildRecord, _ policy: AdoptedPolicy) -> ReviewClock.Place? {
    let ended = child.ended(.courtDirected)
    let held = child.reviews.filter { $0.stream == .courtDirected }
    var next: ReviewLimit?
    for direction in child.court where direction.event == .reviewDirected && ended < direction.on {
      let last = held.last { direction.on <= $0.heldOn }?.heldOn
      guard let limit = limit(direction, last, policy), limit.dueOn < next?.dueOn ?? .latest else { continue }
      next = limit
    }
    return next.map { .init(stream: .courtDirected, number: held.count + 1, limit: $0) }
  }

  private static func limit(_ direction: CourtStep, _ last: CivilDate?, _ policy: AdoptedPolicy) -> ReviewLimit? {
    let calendar = policy.calendar
    func limit(_ rule: String, _ day: CivilDate, from anchor: CivilDate) -> ReviewLimit {
      let because = Because(
        rule: rule, source: "direction of the court", anchor: anchor, calendar: calendar.name.text, skipped: [])
      return ReviewLimit(dueOn: day, localDueOn: nil, because: because)
    }
    if last == nil, let dueOn = direction.dueOn { return limit("court-directed-by-day", dueOn, from: direction.on) }
    let profile = policy.profile(on: direction.on)
    let rule = profile.reviews.first { $0.after == .courtDirection }
    let interval = profile.local[.courtDirectedReview] ?? rule?.every ?? .months(6)
    let span = last == nil ? rule?.within ?? interval : interval
    let anchor = last ?? direction.on
    guard let end = span.end(from: anchor, by: calendar)?.end else { return nil }
    if last == nil { return limit("court-directed-\(span.word)", min(end, direction.until ?? .latest), from: anchor) }
    guard let until = direction.until, end <= until else { return nil }
    return limit("court-directed-\(span.word)", end, from: anchor)
  }

  // MARK: By the authority

  /// The next review of a stream that only a profile, or who opens it, makes run.
  private static func extra(
    _ stream: ReviewStream, _ child: ChildRecord, _ periods: [CarePeriod], _ policy: AdoptedPolicy, on today: CivilDate
  ) -> ReviewClock.Place? {
    let ended = child.ended(stream)
    let since = stream == .postCare ? max(ended, periods.last?.enteredOn ?? .earliest) : ended
    let held = child.reviews.filter { $0.stream == stream && since < $0.heldOn }
    let last = held.last?.heldOn
    var next: ReviewLimit?
    func offer(_ rule: ExtraRule, _ span: Span, from anchor: CivilDate) {
      guard let end = span.end(from: anchor, by: policy.calendar), end.end < next?.dueOn ?? .latest else { return }
      let word = "\(rule.name)-\(span.word)"
      let because = Because(
        rule: KebabWord(word) == nil ? rule.name.text : word, source: rule.source, anchor: anchor,
        calendar: policy.calendar.name.text, skipped: end.skipped)
      next = ReviewLimit(dueOn: end.end, localDueOn: nil, because: because)
    }
    if let last, stream != .postCare || periods.last?.leftOn != nil || periods.isEmpty {
      for rule in policy.rules(on: last) where rule.stream == stream {
        if let every = rule.every { offer(rule, every, from: last) }
      }
    }
    for cause in ExtraReview.Cause.allCases {
      guard let day = day(of: cause, child, periods), since <= day, day <= today, last.map({ $0 < day }) ?? true
      else { continue }
      for rule in policy.rules(on: day) where rule.stream == stream && rule.after == cause {
        if let within = rule.within { offer(rule, within, from: day) }
      }
    }
    return next.map { .init(stream: stream, number: held.count + 1, limit: $0) }
  }

  /// The day on which a cause came about for a child; nil where it did not.
  private static func day(of cause: ExtraReview.Cause, _ child: ChildRecord, _ periods: [CarePeriod]) -> CivilDate? {
    func birthday(_ years: Int) -> CivilDate? {
      let day = child.dateOfBirth?.anniversary(years: years)
      return day.flatMap { child.isInCare(on: $0.adding(days: -1)) ? $0 : nil }
    }
    return switch cause {
    case .leftCare: periods.last?.leftOn
    case .eighteenthBirthday: birthday(18)
    case .sixteenthBirthday: birthday(16)
    case .placementOrder: periods.last?.statuses.first { $0.status.isAuthorityToPlace }?.on
    case .courtDirection: child.court.last { $0.event == .reviewDirected }?.on
    case .opened: nil
    }
  }
}

/// A rule by which reviews go on beside those of statute: one of a profile, or what its local limit says.
struct ExtraRule {
  let name: KebabWord
  let stream: ReviewStream
  let after: ExtraReview.Cause
  let within: Span?
  let every: Span?
  let source: String
}

extension AdoptedPolicy {
  /// Whether any profile adopted has reviews go on in a stream.
  func mayExtend(_ stream: ReviewStream) -> Bool {
    adoptions.contains { adoption in
      adoption.profile.reviews.contains { $0.stream == stream }
        || ExtraRule.ofLimits.contains { $0.stream == stream && adoption.profile.local[$0.limit] != nil }
    }
  }

  /// The rules of the profile that holds on a day.
  func rules(on day: CivilDate) -> [ExtraRule] {
    let profile = profile(on: day)
    let limits = ExtraRule.ofLimits.compactMap { stream, limit, cause -> ExtraRule? in
      guard let span = profile.local[limit], let name = KebabWord(limit.word) else { return nil }
      return ExtraRule(
        name: name, stream: stream, after: cause, within: span, every: span, source: profile.source(of: limit))
    }
    return limits
      + profile.reviews.map {
        ExtraRule(
          name: $0.name, stream: $0.stream, after: $0.after, within: $0.within, every: $0.every, source: $0.source)
      }
  }
}

extension ExtraRule {
  /// The limits that only a profile sets, with the stream each is of and what its first review follows.
  static let ofLimits: [(stream: ReviewStream, limit: Limit, cause: ExtraReview.Cause)] = [
    (.postCare, .postCareReview, .leftCare), (.postCare, .postEighteenReview, .eighteenthBirthday),
    (.intercountryAdoption, .intercountryAdoptionReview, .opened),
  ]
}

extension ChildRecord {
  /// The last day on which a milestone such as `post-care-ended` ended a stream of reviews; the earliest day where none
  /// did.
  func ended(_ stream: ReviewStream) -> CivilDate {
    guard !milestones.isEmpty else { return .earliest }
    let kind = "\(stream.rawValue)-ended"
    return milestones.filter { $0.kind.text == kind }.compactMap(\.doneOn).max() ?? .earliest
  }
}
