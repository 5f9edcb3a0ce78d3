import Contracts

/// The children looked after return (SSDA903) of one collection year: four of its upload files.
///
/// Columns, their order, and dates as dd/mm/yyyy are those of the DfE's templates. What ends after the year is returned
/// as going on.
struct Return {
  private let facts: ExportFacts
  private let from: CivilDate
  private let to: CivilDate
  private var episodes: [Episode] = []
  private var children: [(child: ChildID, period: PeriodOfCare)] = []
  private(set) var notes = ExportNotes()

  /// The return of the days from `from` to `to`.
  init(_ facts: ExportFacts) {
    self.facts = facts
    from = facts.facts.from
    to = facts.facts.to
    for periods in facts.byChild {
      let found = Episodes(periods, facts)
      for period in found.tooShort where facts.facts.holds(period.enteredOn) {
        notes.add("episodes.csv", "left-on-the-day-of-entry", period.id)
      }
      for period in found.overlapping where facts.facts.holds(period.enteredOn) {
        notes.add("episodes.csv", "entered-while-in-care", period.id)
      }
      let own = found.all.filter { $0.from <= to && $0.to.map { $0 >= from } ?? true }.map(closed)
      guard let last = periods.last(where: { $0.enteredOn <= to }), !own.isEmpty else { continue }
      children.append((last.child, last))
      episodes += own
    }
    for episode in episodes { missing(of: episode) }
  }

  /// An episode as it stands at the end of the year.
  private func closed(_ episode: Episode) -> Episode {
    guard let end = episode.to, end > to else { return episode }
    var open = episode
    open.to = nil
    open.reason = nil
    open.reasonForPlacementChange = nil
    return open
  }

  private mutating func missing(of episode: Episode) {
    let record = "\(episode.child)/\(episode.from)"
    guard !episode.isShortBreak else { return }
    if episode.postcode == nil { notes.add("episodes.csv", "postcode-not-told", record) }
    if episode.homePostcode == nil, !facts.wasUnaccompanied(episode.child) {
      notes.add("episodes.csv", "home-postcode-not-told", record)
    }
    if episode.urn == nil, episode.placement.wantsReferenceNumber { notes.add("episodes.csv", "urn-not-told", record) }
    if episode.provider == nil, episode.placement.wantsProvider {
      notes.add("episodes.csv", "provider-not-told", record)
    }
  }

  /// The files, in the order in which they are uploaded.
  mutating func files() -> [ExportFile] { [header(), episodeFile, reviews(), unaccompanied()] }

  // MARK: - Header

  private mutating func header() -> ExportFile {
    var rows: [[String]] = []
    let shortBreaksOnly = self.shortBreaksOnly
    for (child, period) in children {
      let upn = ReturnText.upn(facts.detail("upn", of: child)) ?? (isBelowSchoolAge(period) ? "UN1" : nil)
      if upn == nil { notes.add("header.csv", "upn-not-told", child.text) }
      if period.sex(on: to) == .unknown { notes.add("header.csv", "sex-unknown", child.text) }
      let ownChild = facts.detail("ownChildBornOn", of: child).flatMap { CivilDate($0) }.flatMap { $0 <= to ? $0 : nil }
      // Rules 393 and 399: said of girls, and not where every episode is of short breaks.
      let isAsked = period.sex(on: to) == .female && !shortBreaksOnly.contains(child)
      rows.append([
        child.text, period.sex(on: to).returnCode(on: to) ?? "", ReturnText.date(period.dateOfBirth),
        period.ethnicity(on: to).code, upn ?? "", isAsked ? (ownChild == nil ? "0" : "1") : "",
        isAsked ? ownChild.map(ReturnText.date) ?? "" : "",
      ])
    }
    return ExportFile("header.csv", ["CHILD", "SEX", "DOB", "ETHNIC", "UPN", "MOTHER", "MC_DOB"], rows)
  }

  /// UN1, not of school age: who is not yet four on 31 August before the collection year began (rule 209).
  private func isBelowSchoolAge(_ period: PeriodOfCare) -> Bool {
    let year = from.month < 4 ? from.year - 2 : from.year - 1
    return CivilDate(year: year, month: 8, day: 31).map { period.dateOfBirth.adding(months: 4 * 12) > $0 } ?? false
  }

  /// Children all of whose episodes are of short breaks: of them no reviews are returned (rule 399).
  private var shortBreaksOnly: Set<ChildID> {
    Set(children.map(\.child)).subtracting(episodes.filter { !$0.isShortBreak }.map(\.child))
  }

  // MARK: - Episodes

  private var episodeFile: ExportFile {
    ExportFile(
      "episodes.csv",
      [
        "CHILD", "DECOM", "RNE", "LS", "CIN", "PLACE", "PLACE_PROVIDER", "DEC", "REC", "REASON_PLACE_CHANGE",
        "HOME_POST", "PL_POST", "URN",
      ],
      episodes.map { episode in
        [
          episode.child.text, ReturnText.date(episode.from), episode.because.code, episode.status.code,
          episode.need.code, episode.placement.code, episode.provider?.code ?? "",
          episode.to.map(ReturnText.date) ?? "", episode.reason ?? "", episode.reasonForPlacementChange?.code ?? "",
          episode.homePostcode ?? "", episode.postcode ?? "", episode.urn ?? "",
        ]
      })
  }

  // MARK: - Reviews

  /// Reviews that were complete within the year, of children looked after on the day of the first meeting. The day of a
  /// review in several meetings is that on which it was complete, as for every figure.
  private mutating func reviews() -> ExportFile {
    let births = Dictionary(children.map { ($0.child, $0.period.dateOfBirth) }) { $1 }
    let shortBreaksOnly = self.shortBreaksOnly
    var rows: [(child: ChildID, on: CivilDate, cells: [String])] = []
    for review in facts.facts.reviews {
      guard let born = births[review.child], !facts.isOfAnotherStream(review), facts.isInCare(review) else {
        notes.add("reviews.csv", "not-a-looked-after-review", review.review.text)
        continue
      }
      guard !shortBreaksOnly.contains(review.child) else {
        notes.add("reviews.csv", "short-breaks-only", review.review.text)
        continue
      }
      if review.code == nil { notes.add("reviews.csv", "participation-not-told", review.review.text) }
      rows.append(
        (
          review.child, review.completedOn,
          [review.child.text, ReturnText.date(born), ReturnText.date(review.completedOn), review.code?.code ?? ""]
        ))
    }
    rows.sort { ($0.child, $0.on) < ($1.child, $1.on) }
    return ExportFile("reviews.csv", ["CHILD", "DOB", "REVIEW", "REVIEW_CODE"], rows.map(\.cells))
  }

  // MARK: - Unaccompanied asylum-seeking children

  private func unaccompanied() -> ExportFile {
    var rows: [[String]] = []
    for (child, period) in children where facts.wasUnaccompanied(child) {
      let ceased = facts.unaccompaniedUntil(child, to: to)
      if let ceased, ceased < from { continue }
      let until = ceased.map { min($0, period.dateOfBirth.adding(months: 18 * 12)) }
      rows.append([
        child.text, period.sex(on: to).returnCode(on: to) ?? "", ReturnText.date(period.dateOfBirth),
        until.map(ReturnText.date) ?? "",
      ])
    }
    return ExportFile("uasc.csv", ["CHILD", "SEX", "DOB", "DUC"], rows)
  }
}

extension ExportFacts {
  /// The periods of care of each child, in order.
  fileprivate var byChild: [[PeriodOfCare]] {
    var all: [[PeriodOfCare]] = []
    for period in periods {
      if all.last?.first?.child == period.child { all[all.count - 1].append(period) } else { all.append([period]) }
    }
    return all
  }

  /// Whether a review was held by another clock than that of looked-after children.
  fileprivate func isOfAnotherStream(_ review: HeldReview) -> Bool {
    noted(review.child, ReviewHeld.name).contains { noted in
      guard noted["review"] == review.review.text else { return false }
      switch noted["stream"].flatMap({ ReviewStream(rawValue: $0) }) {
      case .lookedAfter, .authorityToPlace, .placedForAdoption, .shortBreaks, .courtDirected, nil: return false
      case .postCare, .childProtection, .intercountryAdoption: return true
      }
    }
  }

  /// Whether the child was looked after on the day of the first meeting, that of leaving included.
  fileprivate func isInCare(_ review: HeldReview) -> Bool {
    periods.contains { period in
      period.child == review.child && period.enteredOn <= review.heldOn
        && period.leftOn.map { review.heldOn <= $0 } ?? true
    }
  }

  /// Since when a child who was unaccompanied is so no longer; nil where that was not told by `to`.
  fileprivate func unaccompaniedUntil(_ child: ChildID, to: CivilDate) -> CivilDate? {
    let told = noted(child, ChildEnteredCare.name, ChildDetailsChanged.name)
      .filter { $0.data["unaccompaniedAsylumSeeking"]?.boolean != nil && $0.day <= to }
    guard let last = told.last, last.data["unaccompaniedAsylumSeeking"]?.boolean == false else { return nil }
    return told.reversed().prefix { $0.data["unaccompaniedAsylumSeeking"]?.boolean == false }.last?.day
  }
}

/// How the return writes things.
enum ReturnText {
  /// A day as dd/mm/yyyy.
  static func date(_ day: CivilDate) -> String {
    "\(twoDigits(day.day))/\(twoDigits(day.month))/\(day.year)"
  }

  /// A postcode in capitals; nil where it holds anything but letters, digits and blanks.
  static func postcode(_ text: String?) -> String? { clean(text, 8) }

  /// Ofsted's reference number in capitals; nil where it holds anything but letters and digits.
  static func urn(_ text: String?) -> String? { clean(text, 9) }

  /// A unique pupil number in capitals; nil where it holds anything but letters and digits.
  static func upn(_ text: String?) -> String? { clean(text, 13) }

  /// Nothing but letters, digits and blanks leaves in a field of the return: it is opened in spreadsheets.
  private static func clean(_ text: String?, _ longest: Int) -> String? {
    guard let text, (1...longest).contains(text.utf8.count) else { return nil }
    let upper = text.uppercased()
    let isClean = upper.utf8.allSatisfy { (48...57).contains($0) || (65...90).contains($0) || $0 == 32 }
    return isClean ? upper : nil
  }

  private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
