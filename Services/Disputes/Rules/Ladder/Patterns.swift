import Contracts
import Policy

/// The same theme and team, so often in so many weeks that the profile proposes to take it to a senior role.
enum Patterns {
  /// The proposal that a challenge completes: nothing where there are too few like it, or those that there are were
  /// proposed or declared before. A themed challenge is the answer to a pattern, and no part of one.
  static func proposed(by raised: DisputeRaised, _ look: Look<DisputesState>) -> [Draft] {
    guard isCounted(raised.kind) else { return [] }
    let pattern = look.policy.profile(on: raised.raisedOn).patterns
    let first = raised.raisedOn.adding(days: 1 - 7 * pattern.weeks)
    var known: Set<DisputeID> = []
    if case .theme(let file)? = look[.theme(raised.theme, raised.team)] {
      known = Set(file.entries.flatMap(\.disputes))
    }
    let others = like(raised, look).filter {
      first <= $0.raisedOn && $0.raisedOn <= raised.raisedOn && !known.contains($0.dispute)
    }
    guard others.count + 1 >= pattern.count else { return [] }
    let disputes = others.sorted { ($0.raisedOn, $0.dispute) < ($1.raisedOn, $1.dispute) }.map(\.dispute)
    let proposed = ThemeProposed(
      theme: raised.theme, team: raised.team, on: raised.raisedOn, disputes: disputes.suffix(199) + [raised.dispute],
      weeks: pattern.weeks, to: pattern.to)
    return [Draft(proposed, about: raised.theme.text)]
  }

  private static func isCounted(_ kind: KebabWord) -> Bool { kind.text != "themed" }

  /// The other challenges of the same theme and team.
  private static func like(_ raised: DisputeRaised, _ look: Look<DisputesState>) -> [PatternFile.Item] {
    guard case .pattern(let file)? = look[.pattern(raised.theme, raised.team)] else { return [] }
    return file.items.filter { $0.dispute != raised.dispute }
  }

  // MARK: The pattern's stream

  /// The streams beside its own into which an event is gathered: a challenge that counts goes to its pattern's.
  static func also(_ event: Event) -> [StreamKey] {
    counted(event).map { [.pattern($0.theme, $0.team)] } ?? []
  }

  /// Folds an event into the stream of a pattern.
  static func gather(_ state: inout DisputesState?, _ stream: StreamKey, _ event: Event) {
    guard let raised = counted(event) else { return }
    var file = PatternFile()
    if case .pattern(let before)? = state { file = before }
    file.add(PatternFile.Item(dispute: raised.dispute, raisedOn: raised.raisedOn))
    state = .pattern(file)
  }

  private static func counted(_ event: Event) -> DisputeRaised? {
    guard event.type == DisputeRaised.name, let raised = try? DisputeRaised.of(event), isCounted(raised.kind) else {
      return nil
    }
    return raised
  }
}
