import Contracts
import Policy

extension Deadlines {
  /// What follows a child protection conference, what is asked before one, the adviser at the first review, and care
  /// proceedings.
  static func ofProtection(_ child: ChildRecord, _ policy: AdoptedPolicy) -> [Deadline] {
    guard !child.conferences.isEmpty || !child.protection.isEmpty || !child.court.isEmpty else { return [] }
    var all = child.conferences.compactMap { record($0, policy) }
    all += child.conferences.compactMap { coreGroup($0, child, policy) }
    all += forms(child, policy)
    if let adviser = adviser(child, policy) { all.append(adviser) }
    return all + proceedings(child, policy)
  }

  /// The record of a conference, distributed.
  private static func record(_ conference: Conference, _ policy: AdoptedPolicy) -> Deadline? {
    var deadline = Deadline(.conferenceRecord, .conferenceRecord, from: conference.on, policy)
    deadline?.metOn = conference.distributedOn
    return deadline
  }

  /// The first core group: within 10 working days of the initial conference, where there is a plan.
  private static func coreGroup(
    _ conference: Conference, _ child: ChildRecord, _ policy: AdoptedPolicy
  ) -> Deadline? {
    guard conference.isInitial, conference.isClosing != true else { return nil }
    var deadline = Deadline(.coreGroup, .coreGroup, from: conference.on, policy)
    deadline?.metOn = child.done("core-group") { conference.on <= $0 }
    deadline?.lapsedOn = child.protection.first { $0.event == .planEnded && conference.on <= $0.on }?.on
    return deadline
  }

  /// The authority's forms before the next conference and the last one.
  private static func forms(_ child: ChildRecord, _ policy: AdoptedPolicy) -> [Deadline] {
    guard policy.everWatches(.audit) else { return [] }
    var all: [Deadline] = []
    let last = child.conferences.last
    if let open = child.open(.protection) {
      let day = child.booking(of: open.ordinal)?.on ?? open.limit.dueOn
      all += forms(child, before: .conference, on: day, policy) { audit in
        audit.ordinal == open.ordinal
          || audit.ordinal == nil && audit.conference == nil
            && last.map { $0.on < audit.on } ?? true
      }
    }
    if let last {
      let before = child.conferences.dropLast().last?.on ?? .earliest
      all += forms(child, before: .conference, on: last.on, policy) { audit in
        audit.conference == last.id || audit.conference == nil && before < audit.on && audit.on <= last.on
      }
    }
    return all
  }

  /// The child protection adviser is invited to the first review of a child who was on a plan before.
  private static func adviser(_ child: ChildRecord, _ policy: AdoptedPolicy) -> Deadline? {
    guard policy.everWatches(.childProtectionAdviser), let care = child.currentCare,
      child.wasOnPlan(before: care.enteredOn)
    else { return nil }
    let first = care.reviews.first
    let open = first == nil ? child.nextReview : nil
    guard let ordinal = first?.ordinal ?? open?.ordinal,
      let day = first?.heldOn ?? child.booking(of: ordinal)?.on ?? open?.limit.dueOn
    else { return nil }
    var deadline = Deadline(
      .childProtectionAdviser, localDueOn: day, anchor: care.enteredOn, rule: "child-protection-adviser",
      source: "local policy; no statute sets a limit")
    deadline.metOn = child.done("child-protection-adviser-invited") { care.enteredOn <= $0 }
    deadline.lapsedOn = first?.heldOn
    deadline.review = ordinal
    return deadline
  }

  /// Care proceedings: within 26 weeks of their issue (Children Act 1989 s32(1)(a)).
  private static func proceedings(_ child: ChildRecord, _ policy: AdoptedPolicy) -> [Deadline] {
    child.court.filter { $0.event == .proceedingsIssued }.compactMap { issued in
      var deadline = Deadline(.careProceedings, .careProceedings, from: issued.on, policy)
      deadline?.metOn = child.court.first { $0.event == .proceedingsConcluded && issued.on <= $0.on }?.on
      return deadline
    }
  }
}
