import Contracts
import Policy

/// Which officer a child is allocated to, and why: a pure choice from a roster.
///
/// An officer whom something bars is never chosen. Of the others comes first who does not leave; then who worked with
/// the child last (as officer, or as chair of the child's conferences: B2 of the requirements); then who has most of
/// the child's brothers and sisters, and has room for those without an officer (IRO Handbook: siblings together unless
/// there is a conflict of interest); then who stays within the guide; then who has most of the skills that the child
/// needs; then who is linked to the child's team; then the lower load; then the earlier id.
///
/// Conflicts of interest are told in words: a child's need `apart-from-CHILD` (that child's id in small letters) keeps
/// the two with different officers, as a looked-after parent and child (IRO Handbook); it holds both ways. An officer's
/// skill `not-TEAM` or `not-CHILD` keeps the officer from a team's children, or from that child.
enum Allocation {
  /// With what a need begins that keeps a child apart from another.
  static let apartFrom = "apart-from-"
  /// With what a skill begins that keeps an officer from a team or a child.
  static let keptFrom = "not-"
  /// The most officers that a choice tells of, the best first.
  static let consideredLimit = 50
  /// The most children that are allocated anew at once.
  static let spreadLimit = 1_000

  /// What speaks for an officer.
  enum Reason: String {
    case presentOfficer = "present-officer"
    case earlierOfficer = "earlier-officer"
    case conferenceChair = "conference-chair"
    case siblingHasSameOfficer = "sibling-has-same-officer"
    case hasNeededSkill = "has-needed-skill"
    case sameTeam = "same-team"
    case lowestLoad = "lowest-load"
    case onlyOfficer = "only-officer"
  }

  /// What speaks against an officer.
  enum Doubt: String {
    case absent
    case atMaximum = "at-maximum"
    case noTime = "no-time"
    case doesNotChairReviews = "does-not-chair-reviews"
    case conflictOfInterest = "conflict-of-interest"
    case leaving
    case noRoomForSiblings = "no-room-for-siblings"
    case overGuide = "over-guide"

    /// Whether an officer of whom this is true is never chosen.
    var bars: Bool {
      switch self {
      case .absent, .atMaximum, .noTime, .doesNotChairReviews, .conflictOfInterest: true
      case .leaving, .noRoomForSiblings, .overGuide: false
      }
    }
  }

  /// An officer who was looked at.
  struct Considered {
    let officer: OfficerID
    /// Work to a full-time equivalent that duties leave; where they leave none, the highest number that can be told.
    let loadPerFte: Double
    var reasons: [Reason]
    let doubts: [Doubt]
    /// In which order officers come: the lesser first, number by number.
    fileprivate let rank: [Double]

    /// Whether the officer may be chosen.
    var isEligible: Bool { !doubts.contains(where: \.bars) }

    fileprivate func comesBefore(_ other: Considered) -> Bool {
      if isEligible != other.isEligible { return isEligible }
      return rank == other.rank ? officer < other.officer : rank.lexicographicallyPrecedes(other.rank)
    }
  }

  /// What was chosen for a child.
  struct Choice {
    let child: ChildID
    /// The officer; nil where nobody can be.
    let officer: OfficerID?
    /// What spoke for the officer, or why there is none.
    let reasons: [KebabWord]
    /// The officers in post, the best first.
    let considered: [Considered]

    /// The choice as an event tells it.
    var told: AllocationChoice {
      AllocationChoice(
        reasons: reasons,
        considered: considered.prefix(consideredLimit).map {
          OfficerConsidered(
            officer: $0.officer, loadPerFte: Caseload.hundredths($0.loadPerFte),
            against: $0.doubts.compactMap { KebabWord($0.rawValue) })
        })
    }
  }

  // MARK: Choosing

  /// Chooses an officer for a child of a roster or beside it; the officer `leaver` is not looked at.
  static func choose(for child: Roster.Case, from roster: Roster, without leaver: OfficerID? = nil) -> Choice {
    var free = roster
    free.allocate(child.child, to: nil)
    let kin = Kin(child, in: free)
    var considered = free.posts.filter { $0.isInPost && $0.officer.officer != leaver }.map {
      consider($0, for: child, kin, in: free)
    }
    let eligible = considered.filter(\.isEligible)
    let lowest = eligible.map(\.loadPerFte).min()
    for index in considered.indices where considered[index].isEligible {
      if considered[index].loadPerFte == lowest { considered[index].reasons.append(.lowestLoad) }
      if eligible.count == 1 { considered[index].reasons.append(.onlyOfficer) }
    }
    considered.sort { $0.comesBefore($1) }
    guard let best = considered.first, best.isEligible else {
      let why = considered.isEmpty ? "no-officer-in-post" : "no-officer-fits"
      return Choice(
        child: child.child, officer: nil, reasons: [KebabWord(why)].compactMap(\.self), considered: considered)
    }
    return Choice(
      child: child.child, officer: best.officer, reasons: best.reasons.compactMap { KebabWord($0.rawValue) },
      considered: considered)
  }

  /// Chooses for each of an officer's children in order of id, so that each counts in the choice for the next.
  static func spread(_ officer: OfficerID, over roster: Roster) -> [Choice] {
    let children = roster.children(of: officer)
    var roster = roster
    for child in children { roster.allocate(child.child, to: nil) }
    return children.map { child in
      let choice = choose(for: child, from: roster, without: officer)
      roster.allocate(child.child, to: choice.officer)
      return choice
    }
  }

  /// The children who matter in choosing for another: looked up once for all officers.
  struct Kin {
    /// The officers of the brothers and sisters in care; nil for one without.
    let siblings: [OfficerID?]
    /// The officers of the children to be kept apart.
    let apart: Set<OfficerID>

    /// The kin of a child in a roster.
    init(_ child: Roster.Case, in roster: Roster) {
      siblings = roster.siblings(of: child).map(\.officer)
      apart = roster.officersKeptApart(from: child)
    }
  }

  /// What speaks for and against an officer for a child who is with nobody in the roster.
  static func consider(_ post: Roster.Post, for child: Roster.Case, _ kin: Kin, in roster: Roster) -> Considered {
    let officer = post.officer.officer
    let shared = kin.siblings.count { $0 == officer }
    let skills = child.needs.count { post.terms.skills.contains($0) }
    let isLinked = child.team.map { post.terms.teams.contains($0) } ?? false
    let last = child.earlier.filter { $0.officer == officer }.max { $0.on < $1.on }
    var reasons: [Reason] = []
    if child.officer == officer { reasons.append(.presentOfficer) }
    if let last { if child.officer != officer || last.how == .conferenceChair { reasons.append(last.how) } }
    if shared > 0 { reasons.append(.siblingHasSameOfficer) }
    if skills > 0 { reasons.append(.hasNeededSkill) }
    if isLinked { reasons.append(.sameTeam) }
    let doubts = doubts(post, child, kin, in: roster)
    let load = min(roster.loadPerFte(of: post) ?? 10_000, 10_000)
    let lastDay = child.officer == officer ? roster.day : last?.on ?? .earliest
    let rank: [Double] = [
      doubts.contains(.leaving) ? 1 : 0, -Double(lastDay.dayNumber), -Double(shared),
      doubts.contains(.noRoomForSiblings) ? 1 : 0, doubts.contains(.overGuide) ? 1 : 0, -Double(skills),
      isLinked ? 0 : 1, load,
    ]
    return Considered(officer: officer, loadPerFte: load, reasons: reasons, doubts: doubts, rank: rank)
  }

  private static func doubts(_ post: Roster.Post, _ child: Roster.Case, _ kin: Kin, in roster: Roster) -> [Doubt] {
    let alone = kin.siblings.count { $0 == nil }
    var doubts: [Doubt] = []
    if post.isAway { doubts.append(.absent) }
    let maximum = post.terms.maximumChildren ?? .max
    if post.children >= maximum { doubts.append(.atMaximum) }
    if post.availableFte <= 0 { doubts.append(.noTime) }
    if !post.terms.roles.isEmpty, !post.terms.roles.contains(where: { $0.text == "reviews" }) {
      doubts.append(.doesNotChairReviews)
    }
    if isKeptFrom(post, child) || kin.apart.contains(post.officer.officer) { doubts.append(.conflictOfInterest) }
    if post.officer.leftOn != nil { doubts.append(.leaving) }
    if alone > 0, post.children < maximum, maximum - post.children <= alone { doubts.append(.noRoomForSiblings) }
    if roster.load(of: post) + child.weight > Double(roster.guide.upperBound) * post.availableFte {
      doubts.append(.overGuide)
    }
    return doubts
  }

  /// Whether a skill keeps the officer from the child or the child's team.
  private static func isKeptFrom(_ post: Roster.Post, _ child: Roster.Case) -> Bool {
    let words = [child.team?.text, child.child.text.lowercased()].compactMap { $0.map { keptFrom + $0 } }
    return post.terms.skills.contains { words.contains($0.text) }
  }
}
