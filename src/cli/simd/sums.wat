;; The sums of a network (src/engine/arithmetic.ts), four or eight numbers at a time. All addresses in bytes.
(module
  (import "row" "units" (global $units f32))
  (import "row" "least" (global $least f32))
  (memory (export "memory") 1)

  ;; out[k] = the sum over a list of rows of row[k] · factor, for columns of 8 bits.
  ;; Two lists: the rows' addresses, of 32 bits, and their factors, of 16 bits; a whole number of pairs.
  ;; Columns: a multiple of 16. A product of 8 and 11 bits, twice, is far below 32 bits; so are the sums of some thousands.
  (func $addRows (param $list i32) (param $end i32) (param $factors i32) (param $out i32) (param $columns i32)
    (local $factor i32)
    (local $k i32) (local $at i32) (local $a i32) (local $b i32)
    (local $x v128) (local $p v128) (local $q v128)
    (local $s0 v128) (local $s1 v128) (local $s2 v128) (local $s3 v128)
    (loop $column
      (local.set $s0 (v128.const i32x4 0 0 0 0))
      (local.set $s1 (v128.const i32x4 0 0 0 0))
      (local.set $s2 (v128.const i32x4 0 0 0 0))
      (local.set $s3 (v128.const i32x4 0 0 0 0))
      (local.set $at (local.get $list))
      (local.set $factor (local.get $factors))
      (loop $row
        (local.set $a (i32.add (i32.load (local.get $at)) (local.get $k)))
        (local.set $b (i32.add (i32.load offset=4 (local.get $at)) (local.get $k)))
        (local.set $x (v128.load32_splat (local.get $factor)))
        (local.set $factor (i32.add (local.get $factor) (i32.const 4)))
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
        (br_if $row (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 8))) (local.get $end))))
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

  ;; out[k] = the sum over a row of single precision of row[i] · matrix[i][k], in units of which the row's largest number is `units`.
  ;; The row's length is a multiple of 16 bytes; the row itself is lost. Gives what one is multiplied by to be in such units; 0 when
  ;; the row is nothing, and out is then left as it was. Room for lists: as many addresses as the row has numbers and one more; a
  ;; number of 16 bits for each and one more.
  (func (export "product") (param $row i32) (param $end i32) (param $matrix i32) (param $columns i32) (param $list i32)
    (param $factors i32) (param $out i32) (result f32)
    (local $i i32) (local $at i32) (local $factor i32) (local $unit i32) (local $some i32)
    (local $top v128) (local $x v128) (local $largest f32) (local $per f32)
    (local.set $i (local.get $row))
    (loop $next
      (local.set $top (f32x4.max (local.get $top) (f32x4.abs (v128.load (local.get $i)))))
      (br_if $next (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 16))) (local.get $end))))
    (local.set $largest
      (f32.max
        (f32.max (f32x4.extract_lane 0 (local.get $top)) (f32x4.extract_lane 1 (local.get $top)))
        (f32.max (f32x4.extract_lane 2 (local.get $top)) (f32x4.extract_lane 3 (local.get $top)))))
    (if (f32.lt (local.get $largest) (global.get $least)) (then (return (f32.const 0))))
    (local.set $per (f32.div (global.get $units) (local.get $largest)))
    (if (f32.eq (local.get $per) (f32.const 0)) (then (return (f32.const 0))))
    (local.set $x (f32x4.splat (local.get $per)))
    (local.set $i (local.get $row))
    (loop $next
      (v128.store (local.get $i)
        (i32x4.trunc_sat_f32x4_s (f32x4.floor
          (f32x4.add (f32x4.mul (v128.load (local.get $i)) (local.get $x)) (v128.const f32x4 0.5 0.5 0.5 0.5)))))
      (br_if $next (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 16))) (local.get $end))))
    (local.set $at (local.get $list))
    (local.set $factor (local.get $factors))
    ;; each is written, and the next one over it when it is zero: which are zero no processor can guess
    (loop $next
      (local.set $unit (i32.load (local.get $row)))
      (i32.store (local.get $at) (local.get $matrix))
      (i32.store16 (local.get $factor) (local.get $unit))
      (local.set $some (i32.shl (i32.ne (local.get $unit) (i32.const 0)) (i32.const 1)))
      (local.set $factor (i32.add (local.get $factor) (local.get $some)))
      (local.set $at (i32.add (local.get $at) (i32.shl (local.get $some) (i32.const 1))))
      (local.set $matrix (i32.add (local.get $matrix) (local.get $columns)))
      (br_if $next (i32.lt_u (local.tee $row (i32.add (local.get $row) (i32.const 4))) (local.get $end))))
    ;; where the last pair lacks its second: the first row once more, times zero
    (i32.store (local.get $at) (i32.load (local.get $list)))
    (i32.store16 (local.get $factor) (i32.const 0))
    (call $addRows (local.get $list) (local.get $at) (local.get $factors) (local.get $out) (local.get $columns))
    (local.get $per))

  ;; out[i] = the larger of out[i] and row[i] · factor, in single precision; the length a multiple of 16 bytes.
  (func (export "raise") (param $row i32) (param $end i32) (param $factor f32) (param $out i32)
    (local $x v128)
    (local.set $x (f32x4.splat (local.get $factor)))
    (loop $next
      (v128.store (local.get $out)
        (f32x4.max (v128.load (local.get $out)) (f32x4.mul (v128.load (local.get $row)) (local.get $x))))
      (local.set $out (i32.add (local.get $out) (i32.const 16)))
      (br_if $next (i32.lt_u (local.tee $row (i32.add (local.get $row) (i32.const 16))) (local.get $end)))))

  ;; out[i] = the larger of 0 and row[i] · factor + bias[i], of whole numbers, in single precision; lengths multiples of 16 bytes.
  (func (export "cut") (param $row i32) (param $end i32) (param $factor f32) (param $bias i32) (param $out i32)
    (local $x v128)
    (local.set $x (f32x4.splat (local.get $factor)))
    (loop $next
      (v128.store (local.get $out)
        (f32x4.max (v128.const f32x4 0 0 0 0)
          (f32x4.add (f32x4.mul (f32x4.convert_i32x4_s (v128.load (local.get $row))) (local.get $x))
            (v128.load (local.get $bias)))))
      (local.set $out (i32.add (local.get $out) (i32.const 16)))
      (local.set $bias (i32.add (local.get $bias) (i32.const 16)))
      (br_if $next (i32.lt_u (local.tee $row (i32.add (local.get $row) (i32.const 16))) (local.get $end)))))
)
