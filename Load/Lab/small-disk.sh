# A file system of its own with little room, for as long as standard input is open; it leaves nothing behind.
# Argument: its size in MiB. Output: where it is. Input: lines "full", "free", "broken" and "mended", each answered by a line. It is mended
# when no process has a file open in it.
set -u
size=$1
dir=$(mktemp -d "${TMPDIR:-/tmp}/counterpart-disk-XXXXXX") || exit 1
disk=$dir/disk
away() {
  umount "$disk" 2>/dev/null || umount -l "$disk" 2>/dev/null
  rm -rf "$dir"
}
trap away EXIT
trap '' INT TERM
mkdir "$disk" && dd if=/dev/zero of="$dir/image" bs=1M count="$size" 2>/dev/null && mkfs.ext4 -q -F -m 0 "$dir/image" && mount -o loop "$dir/image" "$disk" || exit 1

full() {
  dd if=/dev/zero of="$disk/filler" bs=64k 2>/dev/null
  dd if=/dev/zero of="$disk/rest" bs=512 2>/dev/null
  sync "$disk"
}

free() {
  rm -f "$disk/filler" "$disk/rest"
}

# As the system does it when the disk answers an error: no write succeeds any more.
broken() {
  mount -o remount,abort "$disk" 2>/dev/null
  until ! touch "$disk/touched" 2>/dev/null; do
    sleep 0.1
  done
}

mended() {
  until umount "$disk" 2>/dev/null; do
    sleep 0.1
  done
  e2fsck -p -f "$dir/image" >/dev/null 2>&1
  mount -o loop "$dir/image" "$disk"

  # Where another process took the mount along into a name space of its own, it is still the broken one.
  until touch "$disk/touched" 2>/dev/null; do
    umount "$disk"
    sleep 0.5
    mount -o loop "$dir/image" "$disk"
  done
}

echo "$disk"
while read -r order; do
  "$order"
  echo "$order"
done
