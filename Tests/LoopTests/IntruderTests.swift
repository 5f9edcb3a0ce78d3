import Testing
import Wire

@testable import Loop

/// What a service proves of its sockets before others can reach them.
@Suite struct IntruderTests {
  /// Tries a desk whose gatekeeper lets in whom `admits` says.
  private func proof(admits: @escaping (PublicKey) -> Bool) throws {
    let context = try Context()
    let own = try KeyPair.generate()
    let keeper = try Gatekeeper(context) { key, _ in admits(key) ? .admitted("somebody") : .notNow }
    let desk = try Socket(context, .router, .server(own, domain: "desk"))
    defer {
      desk.close()
      keeper.close()
      context.close()
    }
    try Intruder.tries(desk, as: .dealer, own.publicKey, keeper, context)
  }

  @Test func `a socket that refuses a random key is guarded`() throws {
    try proof { _ in false }
  }

  @Test func `a socket that lets a random key in is found out, and the service does not start`() throws {
    let error = #expect(throws: WireError.self) { try proof { _ in true } }
    #expect(error?.code == .insecure)
  }
}
