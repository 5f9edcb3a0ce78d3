import Contracts
import Policy

/// What the authority has adopted, as scheduling told it: profiles, each from a date, and a working-day calendar.
public struct AdoptedPolicy: Codable, Equatable, Sendable {
  /// A profile and the first day on which it holds.
  struct Adoption: Codable, Equatable {
    let from: CivilDate
    let profile: Profile
  }

  /// The profiles, in order of the day from which they hold.
  var adoptions: [Adoption] = []
  /// The calendar adopted last; nil while the built-in one is used.
  var adoptedCalendar: WorkingCalendar?

  /// The calendar that is used.
  var calendar: WorkingCalendar { adoptedCalendar ?? BankHolidays.englandAndWales }

  /// The profile that holds on `day`; the statutory baseline before the first.
  func profile(on day: CivilDate) -> Profile { adoptions.last { $0.from <= day }?.profile ?? .statutory }

  /// The last day of a limit from `day`: the authority's own, else the baseline's; nil beyond the known calendar.
  func end(of limit: Limit, from day: CivilDate) -> CivilDate? {
    let profile = profile(on: day)
    return
      (profile.localEnd(of: limit, from: day, by: calendar)
      ?? profile.statutoryEnd(of: limit, from: day, by: calendar))?.end
  }

  /// The day so many working days before `day` as the profile warns of a deadline of this kind.
  func warning(of kind: DeadlineKind, before day: CivilDate) -> CivilDate? {
    let lead = profile(on: day).leadWorkingDays(of: kind.word)
    return calendar.subtracting(workingDays: lead, from: day)?.end
  }

  /// Folds `policy-adopted` or `calendar-adopted`.
  ///
  /// - Throws: -32602 where what was adopted cannot be read.
  mutating func fold(_ event: Event) throws(Refusal) {
    do {
      if event.type == PolicyAdopted.name {
        let told = try PolicyAdopted.read(event.data, at: "/data")
        adoptions.append(Adoption(from: told.from, profile: try Profile(json: told.profile)))
        adoptions.sort { $0.from < $1.from }
      } else {
        let told = try CalendarAdopted.read(event.data, at: "/data")
        adoptedCalendar = try WorkingCalendar(json: told.calendar)
      }
    } catch let refusal as Refusal {
      throw refusal
    } catch {
      throw WhyNot.policyUnreadable.at("/data")
    }
  }
}
