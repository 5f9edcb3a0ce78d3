import Contracts
import Policy

/// Where a child stands in child protection: which conference comes next, and from when its limit runs (Working
/// Together to Safeguard Children).
struct ProtectionRun: Equatable {
  /// 1 for the initial conference.
  let number: Int
  let limit: Limit
  /// The strategy discussion, or the conference before.
  let anchor: CivilDate

  /// Whether a conference's outcome ends the matter, so that none follows.
  static func isClosing(_ outcome: KebabWord?) -> Bool {
    guard let outcome else { return false }
    return ["no-plan", "plan-ended", "no-further-action"].contains(outcome.text)
  }
}

extension ChildRecord {
  /// The conference that comes next, of what was told; or that which comes on a day, after those held before it.
  ///
  /// A request opens an enquiry: its initial conference counts from the last strategy discussion on or before the
  /// request, and from the request where none is known. Each conference held makes the next one due, and a plan of
  /// which no conference is known the first review of it. The end of a plan, or a conference that decided for none,
  /// closes the matter. A plan that begins or ends on the day is what a conference of that day decided.
  func nextConference(by day: CivilDate = .latest) -> ProtectionRun? {
    guard !protection.isEmpty || !conferences.isEmpty else { return nil }
    let held = conferences.filter { $0.on < day }
    let steps = protection.filter { $0.on < day || $0.on == day && !$0.isDecidedByConference }
    let ended = steps.lastIndex { $0.event == .planEnded }
    let closed = max(ended.map { steps[$0].on } ?? .earliest, held.last { $0.isClosing == true }?.on ?? .earliest)
    let closedByConference = held.last { $0.isClosing == true }?.on ?? .earliest
    let run = steps[(ended.map { $0 + 1 } ?? steps.startIndex)...].filter { closedByConference < $0.on }
    let conferences = held.filter { closed < $0.on }
    let request = run.last { $0.event == .conferenceRequested }?.on
    let planned = run.last { $0.event == .planStarted }?.on
    if let request, planned.map({ $0 < request }) ?? true, !conferences.contains(where: { request <= $0.on }) {
      let talked = steps.last { $0.event == .strategyDiscussion && $0.on <= request && closed <= $0.on }?.on
      return ProtectionRun(number: 1, limit: .initialConference, anchor: talked ?? request)
    }
    if let last = conferences.last {
      let initial = conferences.contains(where: \.isInitial) ? 0 : 1
      return ProtectionRun(
        number: conferences.count + initial + 1,
        limit: last.isInitial ? .firstReviewConference : .laterReviewConference, anchor: last.on)
    }
    return planned.map { ProtectionRun(number: 2, limit: .firstReviewConference, anchor: $0) }
  }

  /// Whether the child was on a child protection plan before a day.
  func wasOnPlan(before day: CivilDate) -> Bool {
    protection.contains { $0.event == .planStarted && $0.on <= day }
  }
}

extension ProtectionStep {
  /// Whether a conference decides it.
  fileprivate var isDecidedByConference: Bool {
    switch event {
    case .planStarted, .planEnded: true
    case .strategyDiscussion, .conferenceRequested: false
    }
  }
}
