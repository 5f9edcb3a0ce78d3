import Contracts
import Foundation
import Testing

struct JSONFoundationTests {
  private func line(_ seed: UInt64) -> [UInt8] {
    var dice = JSONDice(seed: seed)
    var bytes = Array(dice.disguised(dice.value(depth: 3)).utf8)
    let letters = Array("{}[]\",:\\u0ae1-.ntf\u{1}\u{20}é".utf8)
    for _ in 0..<dice.roll(4) where !bytes.isEmpty {
      let place = dice.roll(bytes.count)
      switch dice.roll(4) {
      case 0: bytes.remove(at: place)
      case 1: bytes.insert(dice.pick(letters), at: place)
      case 2: bytes[place] = dice.pick(letters)
      case _: bytes[place] = UInt8(dice.roll(256))
      }
    }
    return bytes
  }

  @Test(arguments: 0..<50)
  func `what we read Foundation reads with equal value, and what it refuses we refuse`(seed: UInt64) {
    var accepted = 0
    for case let (index, bytes) in (0..<200).map({ ($0, line(seed &* 1_000 &+ UInt64($0))) }) {
      guard let ours = try? JSON.read(bytes, limit: Limits.reply) else { continue }
      accepted += 1
      guard let theirs = try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed) else {
        Issue.record("Foundation refuses seed \(seed) index \(index): \(String(decoding: bytes, as: UTF8.self))")
        continue
      }
      #expect(agrees(ours, theirs), "seed \(seed) index \(index): \(bytes.count)")
    }
    #expect((20..<200).contains(accepted), "both kinds of line must come")
  }

  private func agrees(_ ours: JSON, _ theirs: Any) -> Bool {
    switch ours {
    case .null: return theirs is NSNull
    case .boolean(let value): return theirs as? Bool == value
    case .number(let text):
      // Foundation's doubles are a last place off at times; that numbers are exact is shown elsewhere.
      guard let ours = Double(text), let theirs = (theirs as? NSNumber)?.doubleValue else { return false }
      return abs(ours - theirs) <= abs(ours) * 1e-15
    case .string(let text): return (theirs as? String).map { Array($0.utf16) } == Array(text.utf16)
    case .array(let elements):
      guard let theirs = theirs as? [Any], theirs.count == elements.count else { return false }
      return zip(elements, theirs).allSatisfy(agrees)
    case .object(let members):
      guard let theirs = theirs as? [String: Any], theirs.count == Set(members.list.map(\.name)).count else {
        return false
      }
      return members.list.allSatisfy { member in
        let twins = members.list.filter { $0.name == member.name }
        return twins.count > 1 || theirs[member.name].map { agrees(member.value, $0) } ?? false
      }
    }
  }
}
