public import Contracts

/// What an authority has adopted: profiles, each from a day, and a working-day calendar. Who adopts and who is told of
/// it fold the same events.
public struct AdoptedPolicy: Codable, Equatable, Sendable {
  /// A profile and the first day on which it holds.
  public struct Adoption: Codable, Equatable, Sendable {
    /// The first day.
    public let from: CivilDate
    /// The profile.
    public let profile: Profile
  }

  /// The profiles, in order of the day from which they hold; of two from one day the later told comes later.
  public private(set) var adoptions: [Adoption] = []
  /// The calendar adopted last; nil while the built-in one is used.
  public private(set) var adoptedCalendar: WorkingCalendar?

  /// Nothing adopted: the statutory baseline by the built-in calendar.
  public init() {}

  /// The calendar that is used.
  public var calendar: WorkingCalendar { adoptedCalendar ?? BankHolidays.englandAndWales }

  /// The profile that holds for what runs from `day`; the statutory baseline before the first.
  public func profile(on day: CivilDate) -> Profile { adoptions.last { $0.from <= day }?.profile ?? .statutory }

  /// Folds `policy-adopted` or `calendar-adopted`.
  ///
  /// - Throws: -32602 with everything that is wrong with what was adopted, below `/data`; nothing is changed then.
  public mutating func fold(_ event: Event) throws(Refusal) {
    if event.type == PolicyAdopted.name {
      let told = try PolicyAdopted.read(event.data, at: "/data")
      let profile: Profile
      do {
        profile = try Profile(json: told.profile)
      } catch {
        throw Refusal(.wrongParams, error.faults(under: "/data/profile"))
      }
      let place = adoptions.firstIndex { $0.from > told.from } ?? adoptions.endIndex
      adoptions.insert(Adoption(from: told.from, profile: profile), at: place)
    } else {
      let told = try CalendarAdopted.read(event.data, at: "/data")
      do {
        adoptedCalendar = try WorkingCalendar(json: told.calendar)
      } catch {
        throw Refusal(.wrongParams, error.faults(under: "/data/calendar"))
      }
    }
  }
}
