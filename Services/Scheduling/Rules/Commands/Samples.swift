import Contracts

/// A dip sample: how it was drawn, and what was found in it.
public struct Sample: Codable, Equatable, Sendable {
  let drawn: SampleDrawn
  /// What was found, in order of telling.
  var findings: [FindingRecorded] = []

  private enum CodingKeys: String, CodingKey {
    case drawn = "d"
    case findings = "f"
  }

  /// The sample after an event; nil where it was not drawn.
  static func folded(_ sample: Sample?, _ event: Event) -> Sample? {
    switch SchedulingEvent(rawValue: event.type) {
    case .sampleDrawn: return Sample(drawn: Evolve.read(event))
    case .findingRecorded:
      guard var found = sample else { return nil }
      found.findings.append(Evolve.read(event))
      return found
    case _: return sample
    }
  }
}

/// What officers took part in during a month: forums, training, observations, panels, link roles.
public struct Activities: Codable, Equatable, Sendable {
  /// In order of telling.
  var list: [Activity] = []

  private enum CodingKeys: String, CodingKey {
    case list = "l"
  }

  /// The month after an event.
  static func folded(_ month: Activities, _ event: Event) -> Activities {
    guard event.type == ActivityRecorded.name else { return month }
    var month = month
    month.list.append((Evolve.read(event) as ActivityRecorded).body)
    return month
  }
}
