/// A line whose numbers are patched in place, so that the client costs little beside what it measures.
struct Line {
  /// The first number: all that follow have eight digits as well.
  static let first = 10_000_000

  /// How every line of ours, and every answer, begins.
  private static let opening = "{\"jsonrpc\":\"2.0\",\"id\":"
  private static let idAt = opening.utf8.count

  private let template: [UInt8]
  private let places: [Int]

  /// A line of `method`; each `########` in its params stands for a number.
  init(_ method: String, _ params: String) {
    let text = "\(Line.opening)########,\"method\":\"\(method)\",\"params\":\(params)}"
    template = Array(text.utf8)
    var places: [Int] = []
    var at = 0
    while at + 8 <= template.count {
      if template[at..<(at + 8)].allSatisfy({ $0 == UInt8(ascii: "#") }) {
        places.append(at)
        at += 8
      } else {
        at += 1
      }
    }
    self.places = places
  }

  /// The line with `number` as its id, and `subject` in its params.
  func bytes(_ number: Int, subject: Int = 0) -> [UInt8] {
    var line = template
    for (index, place) in places.enumerated() {
      var rest = index == 0 ? number : subject
      for digit in stride(from: place + 7, through: place, by: -1) {
        line[digit] = UInt8(ascii: "0") + UInt8(rest % 10)
        rest /= 10
      }
    }
    return line
  }

  /// Which line an answer is to, and whether it is an error; nil where it is no answer of ours.
  static func answered(_ reply: [UInt8]) -> (number: Int, isRefused: Bool)? {
    guard reply.count > idAt + 10 else { return nil }
    var number = 0
    for digit in reply[idAt..<(idAt + 8)] {
      guard (48...57).contains(digit) else { return nil }
      number = number * 10 + Int(digit - 48)
    }
    return (number, reply[idAt + 10] == UInt8(ascii: "e"))
  }
}
