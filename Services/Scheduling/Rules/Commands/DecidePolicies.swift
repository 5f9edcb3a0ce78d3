import Contracts
import Policy

extension Decide {
  /// Adopts a profile from a date: an adopted one is never edited, a new one follows it.
  static func adoptPolicy(_ room: Room) throws(Refusal) -> Decision {
    let asked: AdoptPolicy = try room.asked()
    let profile: Profile
    if let name = asked.profile.string {
      guard let built = Profile.embedded(name) else { throw Refusal(.profileNotFound, at: "/profile") }
      profile = built
    } else {
      do {
        profile = try Profile(adopting: asked.profile)
      } catch {
        throw Refusal(.wrongParams, error.faults(under: "/profile"), message: "the profile is faulty")
      }
    }
    var objections = Objections()
    let last = room.policy.adoptions.last?.from
    objections.add(.policyNotAfterLast, at: "/from", if: last.map { asked.from <= $0 } ?? false)
    try objections.settle()
    let adopted = PolicyAdopted(
      name: profile.name, from: asked.from, profile: profile.json, hash: ContentHash.text(of: profile.json))
    return .events([Draft(adopted, about: profile.name.text)])
  }

  /// Adopts a working-day calendar.
  static func adoptCalendar(_ room: Room) throws(Refusal) -> Decision {
    let asked: AdoptCalendar = try room.asked()
    let calendar: WorkingCalendar
    do {
      calendar = try WorkingCalendar(json: asked.calendar)
    } catch {
      throw Refusal(.wrongParams, error.faults(under: "/calendar"), message: "the calendar is faulty")
    }
    // Dates in this form are in order where their texts are.
    let days = (asked.calendar["holidays"]?.array ?? []).compactMap(\.string)
    var objections = Objections()
    for index in days.indices.dropFirst() where days[index] < days[index - 1] {
      objections.add(.holidaysNotAscending, at: "/calendar/holidays/\(index)")
    }
    let used = room.policy.calendar
    objections.add(.calendarNameTaken, at: "/calendar/name", if: used.name == calendar.name && used != calendar)
    try objections.settle()
    let adopted = CalendarAdopted(calendar: calendar.json, hash: ContentHash.text(of: calendar.json))
    return .events([Draft(adopted, about: calendar.name.text)])
  }
}
