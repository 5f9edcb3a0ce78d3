import Contracts
import Testing

extension Row {
  static let work: [Row] = []
}
