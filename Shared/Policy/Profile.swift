public import Contracts

/// What an authority has chosen: the statutory baseline and its own differences from it.
///
/// The baseline's numbers (`Limit.statutory`) never change; a local limit is a second clock beside the statutory one,
/// never in its place. A profile is a value: adopting one is an event that holds it whole, and an adopted profile is
/// never edited.
public struct Profile: Hashable, Sendable {
  /// The profile's name, such as `westminster`.
  public let name: KebabWord
  /// The local limits, where they differ from the baseline.
  public let local: [Limit: Span]
  /// Children to one full-time officer, the guide against which caseloads are shown.
  public let caseload: ClosedRange<Int>
  /// The bands into which ages are sorted; nil where the authority has none of its own.
  public let ageBands: [AgeBand]?
  /// The stages of dispute resolution; nil where any stage is taken and counted.
  public let ladder: Ladder?

  /// The guide of the baseline: 50 to 70 children (IRO Handbook 2010 para 7.15).
  public static let baselineCaseload = 50...70

  /// The baseline alone: no local limits, any stage of dispute.
  public static let statutory: Profile = {
    guard let name = KebabWord("statutory") else { preconditionFailure("the baseline has no name") }
    return Profile(name: name, local: [:], caseload: baselineCaseload, ageBands: nil, ladder: nil)
  }()

  /// The end of the statutory limit from an event; nil where no source sets one or the calendar does not know.
  public func statutoryEnd(
    of limit: Limit, from event: CivilDate, by calendar: WorkingCalendar
  ) -> WorkingCalendar.Reckoning? {
    limit.statutory?.end(from: event, by: calendar)
  }

  /// The end of the local limit from an event; nil where the authority has none or the calendar does not know.
  public func localEnd(
    of limit: Limit, from event: CivilDate, by calendar: WorkingCalendar
  ) -> WorkingCalendar.Reckoning? {
    local[limit]?.end(from: event, by: calendar)
  }
}

// MARK: - The profiles that are built in

extension Profile {
  /// The names that `embedded` knows.
  public static let embeddedNames = ["statutory", "westminster"]

  /// The built-in profile of this name; nil where there is none.
  public static func embedded(_ name: String) -> Profile? {
    switch name {
    case "statutory": statutory
    case "westminster": westminster
    case _: nil
    }
  }

  private static let westminster: Profile = {
    do {
      return try Profile(file: PackageResources.westminster_json)
    } catch {
      preconditionFailure("the built-in profile westminster is faulty: \(error)")
    }
  }()
}
