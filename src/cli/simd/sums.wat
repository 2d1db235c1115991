;; The two sums of a network (src/engine/arithmetic.ts), eight whole numbers at a time. All addresses in bytes.
(module
  (memory (export "memory") 1)

  ;; out[k] = the sum over a list of rows of row[k] · factor, for columns of 8 bits.
  ;; The list: for each two rows their addresses and their factors, 16 bits each, in one word: three words of 32 bits.
  ;; Columns: a multiple of 16. A product of 8 and 11 bits, twice, is far below 32 bits; so are the sums of some thousands.
  (func (export "addRows") (param $list i32) (param $end i32) (param $out i32) (param $columns i32)
    (local $k i32) (local $at i32) (local $a i32) (local $b i32)
    (local $x v128) (local $p v128) (local $q v128)
    (local $s0 v128) (local $s1 v128) (local $s2 v128) (local $s3 v128)
    (loop $column
      (local.set $s0 (v128.const i32x4 0 0 0 0))
      (local.set $s1 (v128.const i32x4 0 0 0 0))
      (local.set $s2 (v128.const i32x4 0 0 0 0))
      (local.set $s3 (v128.const i32x4 0 0 0 0))
      (local.set $at (local.get $list))
      (loop $row
        (local.set $a (i32.add (i32.load (local.get $at)) (local.get $k)))
        (local.set $b (i32.add (i32.load offset=4 (local.get $at)) (local.get $k)))
        (local.set $x (v128.load32_splat offset=8 (local.get $at)))
        (local.set $p (v128.load8x8_s (local.get $a)))
        (local.set $q (v128.load8x8_s (local.get $b)))
        (local.set $s0 (i32x4.add (local.get $s0) (i32x4.dot_i16x8_s (local.get $x)
          (i8x16.shuffle 0 1 16 17 2 3 18 19 4 5 20 21 6 7 22 23 (local.get $p) (local.get $q)))))
        (local.set $s1 (i32x4.add (local.get $s1) (i32x4.dot_i16x8_s (local.get $x)
          (i8x16.shuffle 8 9 24 25 10 11 26 27 12 13 28 29 14 15 30 31 (local.get $p) (local.get $q)))))
        (local.set $p (v128.load8x8_s offset=8 (local.get $a)))
        (local.set $q (v128.load8x8_s offset=8 (local.get $b)))
        (local.set $s2 (i32x4.add (local.get $s2) (i32x4.dot_i16x8_s (local.get $x)
          (i8x16.shuffle 0 1 16 17 2 3 18 19 4 5 20 21 6 7 22 23 (local.get $p) (local.get $q)))))
        (local.set $s3 (i32x4.add (local.get $s3) (i32x4.dot_i16x8_s (local.get $x)
          (i8x16.shuffle 8 9 24 25 10 11 26 27 12 13 28 29 14 15 30 31 (local.get $p) (local.get $q)))))
        (br_if $row (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 12))) (local.get $end))))
      (v128.store (local.get $out) (local.get $s0))
      (v128.store offset=16 (local.get $out) (local.get $s1))
      (v128.store offset=32 (local.get $out) (local.get $s2))
      (v128.store offset=48 (local.get $out) (local.get $s3))
      (local.set $out (i32.add (local.get $out) (i32.const 64)))
      (br_if $column (i32.lt_u (local.tee $k (i32.add (local.get $k) (i32.const 16))) (local.get $columns)))))

  ;; out[k] = the largest row[k] of a list of rows, for columns of 16 bits, from one up to another. The list: the rows'
  ;; addresses, one or more. Columns by their bytes, multiples of 16.
  (func (export "largest") (param $list i32) (param $end i32) (param $out i32) (param $k i32) (param $to i32)
    (local $at i32) (local $top v128)
    (loop $column
      (local.set $top (v128.const i16x8 -32767 -32767 -32767 -32767 -32767 -32767 -32767 -32767))
      (local.set $at (local.get $list))
      (loop $row
        (local.set $top (i16x8.max_s (local.get $top)
          (v128.load (i32.add (i32.load (local.get $at)) (local.get $k)))))
        (br_if $row (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 4))) (local.get $end))))
      (v128.store (local.get $out) (i32x4.extend_low_i16x8_s (local.get $top)))
      (v128.store offset=16 (local.get $out) (i32x4.extend_high_i16x8_s (local.get $top)))
      (local.set $out (i32.add (local.get $out) (i32.const 32)))
      (br_if $column (i32.lt_u (local.tee $k (i32.add (local.get $k) (i32.const 16))) (local.get $to)))))

  ;; The same for the sum of three rows that follow each other: of the first these columns, of the second as many after them,
  ;; of the third as many after those. Before the list and after it stands the address of a row of zeros.
  (func (export "largestOfThree") (param $list i32) (param $end i32) (param $out i32) (param $k i32) (param $to i32)
    (local $length i32) (local $at i32) (local $a i32) (local $b i32) (local $c i32)
    (local $p v128) (local $q v128) (local $r v128) (local $low v128) (local $high v128)
    (local.set $length (i32.sub (local.get $to) (local.get $k)))
    (loop $column
      (local.set $low (v128.const i32x4 -98301 -98301 -98301 -98301))
      (local.set $high (local.get $low))
      (local.set $at (local.get $list))
      (loop $row
        (local.set $a (i32.add (i32.load (i32.sub (local.get $at) (i32.const 4))) (local.get $k)))
        (local.set $b (i32.add (i32.add (i32.load (local.get $at)) (local.get $k)) (local.get $length)))
        (local.set $c (i32.add (i32.add (i32.load offset=4 (local.get $at)) (local.get $k))
          (i32.shl (local.get $length) (i32.const 1))))
        (local.set $p (v128.load (local.get $a)))
        (local.set $q (v128.load (local.get $b)))
        (local.set $r (v128.load (local.get $c)))
        (local.set $low (i32x4.max_s (local.get $low) (i32x4.add (i32x4.extend_low_i16x8_s (local.get $p))
          (i32x4.add (i32x4.extend_low_i16x8_s (local.get $q)) (i32x4.extend_low_i16x8_s (local.get $r))))))
        (local.set $high (i32x4.max_s (local.get $high) (i32x4.add (i32x4.extend_high_i16x8_s (local.get $p))
          (i32x4.add (i32x4.extend_high_i16x8_s (local.get $q)) (i32x4.extend_high_i16x8_s (local.get $r))))))
        (br_if $row (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 4))) (local.get $end))))
      (v128.store (local.get $out) (local.get $low))
      (v128.store offset=16 (local.get $out) (local.get $high))
      (local.set $out (i32.add (local.get $out) (i32.const 32)))
      (br_if $column (i32.lt_u (local.tee $k (i32.add (local.get $k) (i32.const 16))) (local.get $to)))))

  ;; The sums of the columns of a list of rows, as `largest`.
  (func (export "sum") (param $list i32) (param $end i32) (param $out i32) (param $k i32) (param $to i32)
    (local $at i32) (local $p v128) (local $low v128) (local $high v128)
    (loop $column
      (local.set $low (v128.const i32x4 0 0 0 0))
      (local.set $high (local.get $low))
      (local.set $at (local.get $list))
      (loop $row
        (local.set $p (v128.load (i32.add (i32.load (local.get $at)) (local.get $k))))
        (local.set $low (i32x4.add (local.get $low) (i32x4.extend_low_i16x8_s (local.get $p))))
        (local.set $high (i32x4.add (local.get $high) (i32x4.extend_high_i16x8_s (local.get $p))))
        (br_if $row (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 4))) (local.get $end))))
      (v128.store (local.get $out) (local.get $low))
      (v128.store offset=16 (local.get $out) (local.get $high))
      (local.set $out (i32.add (local.get $out) (i32.const 32)))
      (br_if $column (i32.lt_u (local.tee $k (i32.add (local.get $k) (i32.const 16))) (local.get $to)))))
)
