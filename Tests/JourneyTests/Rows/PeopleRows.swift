import Contracts
import Testing

extension Row {
  static let people: [Row] = []
}
