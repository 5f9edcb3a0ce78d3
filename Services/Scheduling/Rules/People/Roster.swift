import Contracts
import Policy

/// Who there is on a day: the officers with what they have, and the children with what matters in choosing an officer.
///
/// It is a copy to try things on: moving a child in it changes nothing that is stored.
struct Roster {
  /// The day.
  private(set) var day: CivilDate
  /// Children to one full-time officer, as the authority has it on the day.
  let guide: ClosedRange<Int>
  /// Whether conferences count as load beside children.
  let countsConferences: Bool
  /// All officers, in order of id.
  private(set) var posts: [Post]
  /// The children in care on the day.
  private(set) var cases: [ChildID: Case] = [:]
  /// The children who are on a child protection plan on the day, by the officer who chaired their last conference.
  private(set) var conferences: [OfficerID: Int] = [:]

  private var places: [OfficerID: Int]
  /// Brothers and sisters, whichever of them was told of the other.
  private var siblings: [ChildID: Set<ChildID>] = [:]
  /// Children whom a child in care must not share an officer with, by the word that says so.
  private var apart: [String: Set<ChildID>] = [:]

  /// An officer on the day.
  struct Post {
    let officer: Officer
    var isInPost: Bool
    var isAway: Bool
    /// The full-time equivalent that duties leave.
    var availableFte: Double
    var terms: Officer.Terms
    /// How many children are allocated.
    var children = 0
    /// The work that they are.
    var weight = 0.0
  }

  /// A child in care on the day.
  struct Case {
    let child: ChildID
    let enteredOn: CivilDate
    var officer: OfficerID?
    let weight: Double
    let team: KebabWord?
    let needs: [KebabWord]
    let siblings: [ChildID]
    /// Officers who worked with the child before, each with the newest day.
    var earlier: [Acquaintance] = []
  }

  /// An officer who worked with a child.
  struct Acquaintance {
    let officer: OfficerID
    let on: CivilDate
    let how: Allocation.Reason
  }

  /// The officers on a day, as yet without children.
  init(_ officers: [Officer], _ policy: AdoptedPolicy, on day: CivilDate) {
    self.day = day
    let profile = policy.profile(on: day)
    guide = profile.caseload
    countsConferences = profile.dualRole
    posts = officers.map { Post($0, on: day) }
    places = Dictionary(uniqueKeysWithValues: officers.enumerated().map { ($1.officer, $0) })
  }

  // MARK: Children

  /// Puts in a child, where the child is in care or chaired for on the day.
  mutating func add(_ child: ChildRecord, _ policy: AdoptedPolicy) {
    if let chair = child.conferenceChair(on: day), child.isOnPlan(on: day) { conferences[chair, default: 0] += 1 }
    guard child.isInCare(on: day), let new = Case(child, on: day, policy) else { return }
    add(new)
  }

  /// Puts in a child in care.
  mutating func add(_ new: Case) {
    cases[new.child] = new
    for sibling in new.siblings {
      siblings[new.child, default: []].insert(sibling)
      siblings[sibling, default: []].insert(new.child)
    }
    for need in new.needs where need.text.hasPrefix(Allocation.apartFrom) {
      apart[String(need.text.dropFirst(Allocation.apartFrom.count)), default: []].insert(new.child)
    }
    carry(new, by: 1)
  }

  /// Takes out a child, who leaves care.
  mutating func remove(_ child: ChildID) {
    if let gone = cases.removeValue(forKey: child) { carry(gone, by: -1) }
  }

  /// Allocates a child to an officer; to nobody where it is nil.
  mutating func allocate(_ child: ChildID, to officer: OfficerID?) {
    guard var moved = cases[child], moved.officer != officer else { return }
    carry(moved, by: -1)
    moved.officer = officer
    cases[child] = moved
    carry(moved, by: 1)
  }

  private mutating func carry(_ child: Case, by count: Int) {
    guard let place = child.officer.flatMap({ places[$0] }) else { return }
    posts[place].children += count
    posts[place].weight = posts[place].children == 0 ? 0 : posts[place].weight + Double(count) * child.weight
  }

  // MARK: Looking

  /// An officer; nil where not registered.
  func post(of officer: OfficerID) -> Post? { places[officer].map { posts[$0] } }

  /// The work of an officer: that of the children, and of the conferences where they count.
  func load(of post: Post) -> Double {
    post.weight + (countsConferences ? Double(conferences[post.officer.officer] ?? 0) : 0)
  }

  /// The work of an officer to a full-time equivalent that duties leave; nil where they leave none.
  func loadPerFte(of post: Post) -> Double? {
    post.availableFte > 0 ? load(of: post) / post.availableFte : nil
  }

  /// The children allocated to an officer, in order of id.
  func children(of officer: OfficerID) -> [Case] {
    cases.values.filter { $0.officer == officer }.sorted { $0.child < $1.child }
  }

  /// The brothers and sisters of a child who are in care.
  func siblings(of child: Case) -> [Case] {
    siblings[child.child, default: []].union(child.siblings).compactMap { $0 == child.child ? nil : cases[$0] }
  }

  /// The officers of the children from whom a child must be kept apart: either of the two may name the other.
  func officersKeptApart(from child: Case) -> Set<OfficerID> {
    var officers = Set(apart[child.child.text.lowercased(), default: []].compactMap { cases[$0]?.officer })
    for need in child.needs where need.text.hasPrefix(Allocation.apartFrom) {
      let other = need.text.dropFirst(Allocation.apartFrom.count)
      for found in cases.values where found.child.text.lowercased() == other {
        if let officer = found.officer { officers.insert(officer) }
      }
    }
    return officers
  }

  /// Lets time pass to a day: who is in post then, and what holds for them; the children stay.
  mutating func turn(to day: CivilDate) {
    self.day = day
    for place in posts.indices {
      var post = Post(posts[place].officer, on: day)
      post.children = posts[place].children
      post.weight = posts[place].weight
      posts[place] = post
    }
  }
}

extension Roster.Post {
  /// An officer on a day, without children.
  init(_ officer: Officer, on day: CivilDate) {
    self.officer = officer
    isInPost = officer.isInPost(on: day)
    isAway = officer.isAway(on: day)
    availableFte = officer.availableFte(on: day)
    terms = officer.terms(on: day)
  }
}

extension Roster.Case {
  /// A child in the period of care that holds a day; nil where none does.
  init?(_ record: ChildRecord, on day: CivilDate, _ policy: AdoptedPolicy) {
    guard let period = record.period(on: day) else { return nil }
    child = record.child
    enteredOn = period.enteredOn
    officer = period.allocations.last { $0.on <= day }?.officer
    weight = Caseload.weight(in: period, record.court, on: day, policy)
    team = record.team
    needs = record.needs
    siblings = record.siblings
    earlier = record.allocations.filter { $0.on <= day }.map {
      .init(officer: $0.officer, on: $0.on, how: .earlierOfficer)
    }
    let conference = record.conferences.last { $0.on <= day && $0.officer != nil }
    if let conference, let chair = conference.officer {
      earlier.append(.init(officer: chair, on: conference.on, how: .conferenceChair))
    }
  }
}

extension ChildRecord {
  /// The officer who chaired the child's last conference by a day.
  func conferenceChair(on day: CivilDate) -> OfficerID? {
    conferences.last { $0.on <= day && $0.officer != nil }?.officer
  }

  /// Whether a child protection plan runs on a day.
  func isOnPlan(on day: CivilDate) -> Bool {
    protection.last { $0.on <= day && ($0.event == .planStarted || $0.event == .planEnded) }?.event == .planStarted
  }
}

extension Roster {
  /// All officers and children as a question about many sees them.
  init(_ gather: Gather<SchedulingState>, on day: CivilDate) {
    let policy = gather.policy
    self.init(gather.officers, policy, on: day)
    var roster = self
    gather.forEachChild { roster.add($0, policy) }
    self = roster
  }

  /// All officers and children as a command sees them, which costs a look at every child.
  init(_ look: Look<SchedulingState>, on day: CivilDate) {
    let policy = look.policy
    self.init(look.officers, policy, on: day)
    for stream in look.streams(of: "child") {
      if let child = look[stream]?.child, child.isKnown { add(child, policy) }
    }
  }
}
