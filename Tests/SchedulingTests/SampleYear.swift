import Contracts
import Foundation
import SchedulingRules
import Testing

/// The sample year as scheduling is told it: invented children, whose counts are those that Westminster published for
/// April 2022 to March 2023.
enum SampleYear {
  struct Line {
    let method: String
    let params: JSON
    let moment: Moment
  }

  /// The sample, played in once for all tests.
  static let played = Result { try play() }

  private static func lines() throws -> [Line] {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Services/sample/westminster-2022-23.ndjson")
    return try Data(contentsOf: file).split(separator: UInt8(ascii: "\n")).compactMap { bytes in
      let line = try JSON.read(Array(bytes))
      guard line["to"]?.string == "scheduling" else { return nil }
      let request = try #require(line["request"])
      let params = try #require(request["params"])
      let time = (params["event"] ?? params)["receivedtime"]?.string
      return Line(
        method: try #require(request["method"]?.string), params: params,
        moment: Moment(try #require(time.flatMap { Timestamp($0) })))
    }
  }

  /// Plays the sample into a room, whose clock follows, with an authority's profile where one is named.
  static func play(_ profile: String? = nil) throws -> Room {
    var room = try Room(checksStorage: profile == nil)
    if let profile {
      let asked = try json(#"{"profile":"\#(profile)","from":"2000-04-01"}"#)
      try room.ask("adopt-policy", asked, at: day("2013-12-01"))
    }
    for line in try lines() {
      if let event = line.params["event"] {
        try room.publish(Event(offered: event, at: "/event"), at: line.moment)
      } else {
        try room.ask(line.method, line.params, at: line.moment)
      }
    }
    return room
  }
}
