import Contracts
import Policy

/// The events of scheduling that Disputes mirrors.
private enum SchedulingNews: String {
  case policyAdopted = "policy-adopted"

  /// The kind of scheduling's event; nil where Disputes has no use for it.
  init?(_ event: Event, _ service: ServiceName) {
    guard service == .scheduling else { return nil }
    self.init(rawValue: event.type)
  }
}

extension Disputes {
  /// The streams that another service's event changes.
  static func mirrors(_ event: Event, _ service: ServiceName) -> [StreamKey] {
    guard let news = SchedulingNews(event, service) else { return [] }
    switch news {
    case .policyAdopted: return [.policy]
    }
  }

  /// Folds another service's event into one of those streams. What cannot be read changes nothing; `react` refuses it.
  static func absorb(_ state: inout DisputesState?, _ stream: StreamKey, _ event: Event, _ service: ServiceName) {
    guard let news = SchedulingNews(event, service) else { return }
    switch news {
    case .policyAdopted:
      guard let adopted = try? PolicyAdopted.decoded(event.data), let profile = try? Profile(json: adopted.profile)
      else { return }
      var policy = AdoptedProfiles()
      if case .policy(let before)? = state { policy = before }
      policy.adopt(profile, from: adopted.from)
      state = .policy(policy)
    }
  }

  /// Disputes tells nothing of its own because of scheduling's events; those it mirrors must be readable.
  ///
  /// - Throws: a refusal that names what cannot be read, so that the event is parked.
  static func react(
    _ event: Event, _ service: ServiceName, _ look: Look<DisputesState>, _ moment: Moment
  ) throws(Refusal) -> [Draft] {
    guard let news = SchedulingNews(event, service) else { return [] }
    switch news {
    case .policyAdopted:
      let adopted = try PolicyAdopted.read(event.data, at: "/data")
      do {
        _ = try Profile(json: adopted.profile)
      } catch {
        throw Refusal(.wrongParams, error.faults(under: "/data/profile"))
      }
    }
    return []
  }
}
