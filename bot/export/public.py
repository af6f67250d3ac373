"""Which addresses are the world's: what a member typed must not lead into the operator's own networks."""

from ipaddress import IPv6Address, ip_address, ip_network

NOT_THE_WORLD = [
    ip_network(each)
    for each in (
        "64:ff9b::/96",  # NAT64 (RFC 6052): the last four bytes are any IPv4 address, a private one too
        "64:ff9b:1::/48",  # NAT64 of one network (RFC 8215)
        "2002::/16",  # 6to4 (RFC 3056), the same
        "192.88.99.0/24",  # its relays (RFC 7526)
        "2001::/32",  # Teredo (RFC 4380), the same
        "::/96",  # IPv4-compatible (RFC 4291, 2.5.5.1), the same
        "::ffff:0:0/96",  # IPv4-mapped (RFC 4291, 2.5.5.2), the same
        "::ffff:0:0:0/96",  # IPv4-translated (RFC 2765), the same
        "fec0::/10",  # site-local (RFC 3879)
        "100.64.0.0/10",  # of a provider's own network (RFC 6598)
    )
]


def is_public(text: str) -> bool:
    """Whether this is the address of one machine of the world; one with a scope (`%eth0`) is not."""
    try:
        address = ip_address(text)
    except ValueError:
        return False
    if isinstance(address, IPv6Address) and address.scope_id:
        return False
    if any(address in network for network in NOT_THE_WORLD if network.version == address.version):
        return False
    inward = address.is_private or address.is_loopback or address.is_link_local or address.is_unspecified
    return address.is_global and not (inward or address.is_multicast or address.is_reserved)
