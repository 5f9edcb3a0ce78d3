import Contracts

/// An episode of the children looked after return: a spell with one legal status and one placement.
struct Episode {
  let child: ChildID
  /// DECOM, the first day.
  let from: CivilDate
  var because: ReasonForNewEpisode
  let status: LegalStatus
  let need: CategoryOfNeed
  let placement: PlacementType
  let provider: PlacementProvider?
  let homePostcode: String?
  let postcode: String?
  let urn: String?
  /// DEC, the day on which it ceased: that on which the next began, where one follows.
  var to: CivilDate?
  /// REC; nil while it goes on. `X1` where another episode follows on the same day.
  var reason: String?
  /// Why the placement changed at its end.
  var reasonForPlacementChange: ReasonForPlacementChange?

  /// Whether it is of a series of short breaks, of which the return wants no places (rules 214, 398, 420).
  var isShortBreak: Bool { status == .shortBreaksEpisodes || status == .shortBreaksAgreement }
}

/// The episodes of one child's periods of care.
///
/// An episode begins on the day of each change of legal status or placement, and the one before ceases on that day with
/// X1. A child who leaves and comes back on one day did not cease to be looked after (rules 431, 432); nor did one who
/// is told to enter while in care.
struct Episodes {
  private(set) var all: [Episode] = []
  /// Periods that began and ended on one day: no episode lasts less than a day (rule 355).
  private(set) var tooShort: [PeriodOfCare] = []
  /// Periods that began before the one before had ended.
  private(set) var overlapping: [PeriodOfCare] = []
  private let facts: ExportFacts

  /// The episodes of a child's periods of care, in order.
  init(_ periods: [PeriodOfCare], _ facts: ExportFacts) {
    self.facts = facts
    var before: PeriodOfCare?
    for period in periods {
      guard period.leftOn != period.enteredOn else {
        tooShort.append(period)
        continue
      }
      let isContinued = before.map { $0.leftOn.map { $0 >= period.enteredOn } ?? true } ?? false
      if isContinued, before?.leftOn != period.enteredOn { overlapping.append(period) }
      for day in Episodes.days(of: period) { begin(on: day, period, isContinued: isContinued) }
      if let leftOn = period.leftOn, let last = all.indices.last {
        all[last].to = leftOn
        all[last].reason = period.reason?.code
      }
      before = period
    }
  }

  /// The days on which something may have changed, that of the entry first.
  private static func days(of period: PeriodOfCare) -> [CivilDate] {
    let changes = period.statuses.map(\.from) + period.placements.map(\.from)
    let within = changes.filter { day in day > period.enteredOn && period.leftOn.map { day < $0 } ?? true }
    return [period.enteredOn] + Set(within).sorted()
  }

  private mutating func begin(on day: CivilDate, _ period: PeriodOfCare, isContinued: Bool) {
    guard let status = period.status(on: day), let placed = period.placement(on: day) else { return }
    let starts = day == period.enteredOn && !isContinued
    let noted = facts.place(of: period.child, since: placed.from)
    var episode = Episode(
      child: period.child, from: day, because: .startedToBeLookedAfter, status: status,
      need: starts ? period.categoryOfNeed : all.last?.need ?? period.categoryOfNeed, placement: placed.type,
      provider: placed.type.wantsProvider ? placed.provider : nil,
      homePostcode: ReturnText.postcode(facts.home(of: period.child, on: day)),
      postcode: ReturnText.postcode(noted?.place("postcode")),
      urn: placed.type.wantsReferenceNumber ? ReturnText.urn(noted?.place("urn")) : nil)
    if episode.isShortBreak { episode = episode.withoutPlaces }
    if facts.wasUnaccompanied(period.child) { episode = episode.withoutHome }
    guard !starts, let last = all.indices.last else {
      all.append(episode)
      return
    }
    let change = placed.from == day ? facts.noted(period.child, PlacementChanged.name).last { $0.day == day } : nil
    let reason = change?["reasonForPlacementChange"].flatMap { ReasonForPlacementChange(rawValue: $0) }
    let isAnotherStatus = status != all[last].status
    let isMoved = episode.isElsewhere(than: all[last], isTold: change != nil && !isAnotherStatus)
    let isSameCarer = reason == .statusOnly || placed.type == .a3 || placed.type == .a5
    switch (isAnotherStatus, isMoved) {
    case (false, false):
      // Nothing that the return can say has changed: the episode goes on.
      if isContinued, day == period.enteredOn {
        all[last].to = nil
        all[last].reason = nil
      }
      return
    case (true, false): episode.because = .legalStatus
    case (false, true): episode.because = isSameCarer ? .placementSameCarer : .placementAndCarer
    case (true, true):
      episode.because = isSameCarer ? .legalStatusAndPlacementSameCarer : .legalStatusPlacementAndCarer
    }
    all[last].to = day
    all[last].reason = "X1"
    // Rule 226: no reason where either placement is a temporary one.
    if isMoved, !all[last].placement.isTemporary, !placed.type.isTemporary {
      all[last].reasonForPlacementChange = reason ?? .other
    }
    all.append(episode)
  }
}

extension Episode {
  /// Whether the return shows another placement than that before. Where places are not known, being told that the child
  /// moved is enough.
  fileprivate func isElsewhere(than before: Episode, isTold: Bool) -> Bool {
    if placement != before.placement || provider != before.provider || postcode != before.postcode || urn != before.urn
    {
      return true
    }
    return isTold && (postcode == nil || urn == nil || provider == nil)
  }

  fileprivate var withoutPlaces: Episode {
    Episode(
      child: child, from: from, because: because, status: status, need: need, placement: placement,
      provider: provider, homePostcode: nil, postcode: nil, urn: nil)
  }

  fileprivate var withoutHome: Episode {
    Episode(
      child: child, from: from, because: because, status: status, need: need, placement: placement,
      provider: provider, homePostcode: nil, postcode: postcode, urn: urn)
  }
}

extension PlacementType {
  /// Whether Ofsted's reference number of the provider is returned: not with parents, in employment, in care homes,
  /// hospitals, custody, unregulated, temporary or other placements (rules 218 and 222).
  var wantsReferenceNumber: Bool {
    switch self {
    case .h5, .p1, .p2, .p3, .r1, .r2, .r5, .t0, .t1, .t2, .t3, .t4, .z1, .z11, .z12, .z13, .z14: false
    case .a3, .a4, .a5, .a6, .k1, .k2, .k3, .r3, .s1, .u1, .u2, .u3, .u4, .u5, .u6: true
    }
  }
}

extension ExportFacts {
  /// Whether a child is or was an unaccompanied asylum-seeking child, whose distance from home is not returned (rule
  /// 406).
  func wasUnaccompanied(_ child: ChildID) -> Bool {
    noted(child, ChildEnteredCare.name, ChildDetailsChanged.name)
      .contains { $0.data["unaccompaniedAsylumSeeking"]?.boolean == true }
  }
}
