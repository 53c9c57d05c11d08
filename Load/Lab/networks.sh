# Networks of their own for processes, on one bridge, for as long as standard input is open; it leaves nothing behind. Only root may.
# Arguments: a number that tells it from others on this machine, 0 to 250, and how many. Output: "ready".
# Input: "cut N ADDRESS" and "heal N ADDRESS": what network N sends there is lost, without a word; each is answered by its line.
set -u
number=$1 count=$2
bridge=counterpart$number
name() { echo "counterpart-$number-$1"; }
away() {
  for network in $(seq 0 $((count - 1))); do
    ip netns del "$(name "$network")" 2>/dev/null
  done
  ip link del "$bridge" 2>/dev/null
}
trap away EXIT
trap '' INT TERM
{
  ip link add "$bridge" type bridge && ip link set "$bridge" up &&
    ip addr add "10.231.$number.1/24" dev "$bridge" && ip addr add "10.231.$number.2/24" dev "$bridge"
} 2>/dev/null || exit 1
for network in $(seq 0 $((count - 1))); do
  {
    ip netns add "$(name "$network")" &&
      ip link add "cp$number-$network" type veth peer name eth0 netns "$(name "$network")" &&
      ip link set "cp$number-$network" master "$bridge" up &&
      ip -n "$(name "$network")" addr add "10.231.$number.$((10 + network))/24" dev eth0 &&
      ip -n "$(name "$network")" link set eth0 up &&
      ip -n "$(name "$network")" link set lo up
  } 2>/dev/null || exit 1
done
echo ready
while read -r order network address; do
  case $order in
    # Addressed to a card that nobody has.
    cut) ip -n "$(name "$network")" neigh replace "$address" lladdr 02:00:00:00:00:01 dev eth0 nud permanent ;;
    heal) ip -n "$(name "$network")" neigh del "$address" dev eth0 ;;
  esac
  echo "$order $network $address"
done
